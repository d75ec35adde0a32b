import type { lookup } from 'node:dns'
import { describe, expect, test } from 'vitest'
import {
  isReachable,
  lookupWithin,
  requireReachable,
  Unreachable,
} from '../../collector/sending/reachable.ts'

describe('an address', () => {
  test.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946'])(
    '%s of the internet is reached',
    (address) => {
      expect(isReachable(address, false)).toBe(true)
    },
  )

  test.each([
    ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['100.64.0.1', '::1', 'fc00::1', 'fd12:3456::1', '::ffff:10.0.0.1', '::ffff:7f00:1'],
  ])('%s of the own network only where that is allowed', (address) => {
    expect(isReachable(address, false)).toBe(false)
    expect(isReachable(address, true)).toBe(true)
  })

  test.each([
    ...['0.0.0.0', '0.1.2.3', '169.254.169.254', '168.63.129.16', '100.100.100.200'],
    ...['192.0.0.192', '192.0.2.1', '198.18.0.1', '203.0.113.1', '224.0.0.1', '255.255.255.255'],
    ...['240.0.0.1', '::', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '2001:db8::1'],
    ...['fd00:ec2::254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '::ffff:0:a9fe:a9fe'],
    // IPv4 in another guise: NAT64, 6to4, Teredo, "compatible".
    ...['64:ff9b::a9fe:a9fe', '64:ff9b:1::7f00:1', '2002:7f00:1::1', '2001:0:7f00:1::', '::7f00:1'],
    ...['', 'localhost', '1.2.3', '2130706433'],
  ])('%j is never reached', (address) => {
    expect(isReachable(address, false)).toBe(false)
    expect(isReachable(address, true)).toBe(false)
  })
})

test.each([
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::1]/',
  'http://①②⑦.⓪.⓪.①/',
])('%s is an address however it is written', (url) => {
  const { hostname } = new URL(url)
  expect(() => requireReachable(hostname, false)).toThrow(Unreachable)
  expect(() => requireReachable('hooks.example.com', false)).not.toThrow()
})

describe('a name', () => {
  const answering = (...addresses: string[]) =>
    ((_host: string, _options: object, done: (error: null, all: object[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof lookup

  const looked = (all: boolean, ...addresses: string[]) =>
    new Promise((resolve, reject) => {
      const look = lookupWithin(false, answering(...addresses))
      look('hooks.example.com', { all }, (error, found) => (error ? reject(error) : resolve(found)))
    })

  test('leads where it is looked up for the connection', async () => {
    expect(await looked(false, '8.8.8.8', '8.8.4.4')).toBe('8.8.8.8')
    expect(await looked(true, '8.8.8.8')).toEqual([{ address: '8.8.8.8', family: 4 }])
  })

  test.each([[['127.0.0.1']], [['8.8.8.8', '::1']], [['8.8.8.8', '169.254.169.254']], [[]]])(
    'that leads to %j leads nowhere',
    async (addresses) => {
      await expect(looked(true, ...addresses)).rejects.toThrow(Unreachable)
      await expect(looked(false, ...addresses)).rejects.toThrow(Unreachable)
    },
  )
})
