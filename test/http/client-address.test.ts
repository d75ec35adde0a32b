import { expect, test } from 'vitest'
import { clientAddresses } from '../../collector/http/client-address.ts'
import { subscriber } from '../../collector/ip-address.ts'

const { client, untrusted } = clientAddresses(['10.0.0.0/8', '2001:db8::1', '::1'])

test.each<[string, string | undefined, string, string]>([
  ['203.0.113.9', '1.2.3.4', '203.0.113.9', 'an untrusted peer is the client'],
  ['10.0.0.1', undefined, '10.0.0.1', 'a proxy that says nothing is the client'],
  ['10.0.0.1', '1.2.3.4', '1.2.3.4', 'a trusted proxy names the client'],
  ['::ffff:10.0.0.1', '1.2.3.4', '1.2.3.4', 'an IPv4 proxy may come mapped into IPv6'],
  ['10.0.0.1', '6.6.6.6, 1.2.3.4, 10.9.9.9', '1.2.3.4', 'the right-most untrusted address counts'],
  ['10.0.0.1', '1.2.3.4:5678', '1.2.3.4', 'a port is not part of the address'],
  ['2001:db8::1', '[2001:db8:2::7]:443', '2001:db8:2::7', 'IPv6 stands in brackets'],
  ['10.0.0.1', 'unknown', '10.0.0.1', 'what is no address is not believed'],
  ['10.0.0.1', '10.1.1.1, 10.2.2.2', '10.1.1.1', 'of proxies alone the farthest counts'],
])('from %s with %s: %s (%s)', (peer, forwarded, expected) => {
  expect(client(peer, forwarded)).toBe(expected)
})

test.each<[string, string | undefined, string | undefined, string]>([
  ['10.0.0.1', '1.2.3.4', undefined, 'a trusted proxy is believed'],
  ['172.17.0.1', undefined, undefined, 'who names nobody is no proxy'],
  ['172.17.0.1', '1.2.3.4', '172.17.0.1', 'a proxy of a private network is named'],
  ['::ffff:127.0.0.1', '1.2.3.4', '127.0.0.1', 'so is one of this machine'],
  ['fd00::7', '1.2.3.4', 'fd00::7', 'also by IPv6'],
  ['2a00:1450::7', '1.2.3.4', '', 'nor one of IPv6'],
  ['8.8.8.8', '1.2.3.4', '', 'an address of the internet may be a visitor’s and is not told'],
])('untrusted: %s with %s is %s (%s)', (peer, forwarded, expected) => {
  expect(untrusted(peer, forwarded)).toBe(expected)
})

test('an IPv6 subscriber is its /64', () => {
  expect(subscriber('2001:db8:1:2:3:4:5:6')).toBe(subscriber('2001:db8:1:2::1'))
  expect(subscriber('203.0.113.9')).toBe('203.0.113.9')
})
