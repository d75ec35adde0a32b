import { describe, expect, test } from 'vitest'
import { readLineSender, readSender } from '../../collector/intake/receive.ts'
import type { ReceivedEvent } from '../../collector/intake/road.ts'
import { imported, PAGEVIEW } from './received.ts'

describe('who sent it', () => {
  test.each<[string, object, object, string[]]>([
    [
      'numbers become text',
      { user: 42, account: 77, visitor: 0 },
      { user: '42', account: '77', visitor: '0' },
      [],
    ],
    [
      'an empty account is none',
      { user: 'u9', account: '' },
      { user: 'u9', account: null },
      ['account'],
    ],
    ['a user of 201 characters is none', { user: 'u'.repeat(201) }, { user: null }, ['user']],
    ['a user of 200 characters is one', { user: 'u'.repeat(200) }, { user: 'u'.repeat(200) }, []],
    [
      'an object is nobody',
      { user: { id: 1 }, visitor: ['v'], account: true },
      { user: null, visitor: null, account: null },
      ['visitor', 'user', 'account'],
    ],
    [
      'a null trait goes',
      { traits: { plan: null, role: 'admin' } },
      { traits: '{"role":"admin"}' },
      ['traits'],
    ],
    ['a list of traits goes', { traits: { roles: ['admin'] } }, { traits: null }, ['traits']],
    ['traits that are text go', { traits: 'admin' }, { traits: null }, ['traits']],
    [
      'nothing is nothing',
      { user: null, account: undefined, traits: {} },
      { user: null, account: null, traits: null },
      [],
    ],
  ])('%s', (_, said, kept, trimmed) => {
    const body = readSender(said as Record<string, unknown>, { ip: '', userAgent: '' })
    expect(body).toMatchObject({ ...kept, trimmed, trusted: false })
    const line = readLineSender(said as Record<string, unknown>)
    expect(line).toMatchObject({ ...kept, trimmed, trusted: true })
  })
})

describe('of the addresses that the script reports, host and path are kept', () => {
  test.each([
    ['outbound', 'url', 'https://pay.example/x?sig=abc&code=1#top', 'https://pay.example/x'],
    ['outbound', 'url', 'https://ann:secret@other.example/x', 'https://other.example/x'],
    ['outbound', 'url', 'https://ann@other.example:8443/', 'https://other.example:8443/'],
    ['outbound', 'url', 'https://other.example/@ada/posts', 'https://other.example/@ada/posts'],
    ['outbound', 'url', 'mailto:ann@example.com?subject=private', 'mailto:[email]'],
    ['outbound', 'url', 'tel:+4930123', 'tel:+4930123'],
    [
      'download',
      'url',
      'https://s3.example/a.pdf?X-Amz-Signature=abc&X-Amz-Date=1',
      'https://s3.example/a.pdf',
    ],
    [
      'download',
      'url',
      'https://cdn.example/logo@2x.png?token=1',
      'https://cdn.example/logo@2x.png',
    ],
    ['download', 'url', 'report.pdf', 'report.pdf'],
    ['download', 'url', 'data:text/plain,secret', 'data:'],
    [
      'form',
      'action',
      'https://example.com/join?email=ann@example.com',
      'https://example.com/join',
    ],
    ['form', 'action', '/join?password=x', '/join'],
    ['form', 'action', "javascript:throw new Error('React')", 'javascript:'],
    ['outbound', 'url', `https://other.example/a?${'q'.repeat(3_000)}`, 'https://other.example/a'],
  ])('%s %s %s', (name, key, address, kept) => {
    const event = imported({ ...PAGEVIEW, name, props: { [key]: address, place: 'a?b' } })
    expect(JSON.parse((event as ReceivedEvent).props ?? '')).toEqual({ [key]: kept, place: 'a?b' })
    expect((event as ReceivedEvent).trimmed).toEqual([])
  })

  test('and of the query what the site allows', () => {
    const url = 'https://shop.example/p?Item=7&sig=abc&item2=8#item=9'
    const event = imported({ ...PAGEVIEW, name: 'outbound', props: { url } }, ['item'])
    expect((event as ReceivedEvent).props).toBe('{"url":"https://shop.example/p?Item=7"}')
  })

  test('a property of the same name on an event of the site is its own affair', () => {
    const props = { url: 'https://a.example/?q=1' }
    expect(imported({ ...PAGEVIEW, name: 'Share', props })).toMatchObject({
      props: JSON.stringify(props),
    })
  })
})
