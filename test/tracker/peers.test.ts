import { describe, expect, test } from 'vitest'
import { composePeer } from '../../tracker/compose-peer.ts'
import { matchesPath } from '../../tracker/peers/path.ts'
import { rewritten } from '../../tracker/peers/rewrite.ts'
import type { WireEvent } from '../../tracker/protocol.ts'

describe('globs of Plausible’s tags', () => {
  test.each([
    ['/admin/*', '/admin/a', true],
    ['/admin/*', '/admin/a/', true],
    ['/admin/*', '/admin/a/b', false],
    ['/admin/**', '/admin/a/b', true],
    ['/a, /b*', '/bcd', true],
    ['/a.b', '/axb', false],
    ['/(', '/(', true],
    ['*', '/a/b', false],
    ['**', '/a/b', true],
  ])('%s takes %s: %s', (globs, path, takes) => {
    expect(matchesPath(globs, path)).toBe(takes)
  })
})

const body = (...events: Partial<WireEvent>[]) => JSON.stringify({ sent: 1, events })
const eventsOf = (text: string) => (JSON.parse(text) as { events: WireEvent[] }).events

describe('what leaves', () => {
  test('has the site beside it', () => {
    const text = rewritten(body({ id: 'a' }), 'example.com', (event) => event) as string
    expect(JSON.parse(text)).toEqual({ site: 'example.com', sent: 1, events: [{ id: 'a' }] })
  })

  test('is nothing where nothing is left', () => {
    expect(rewritten(body({ id: 'b' }), 'example.com', () => undefined)).toBe('')
  })

  test('is no time of a page that was left out, in whichever body it comes', () => {
    const change = (event: WireEvent) => (event.name === 'pageview' ? undefined : event)
    rewritten(body({ id: 'c', name: 'pageview' }), 'example.com', change)
    const later = rewritten(body({ id: 'd', of: 'c' }, { id: 'e' }), 'example.com', change)
    expect(eventsOf(later as string)).toEqual([{ id: 'e' }])
  })

  test('waits for a hook that takes its time', async () => {
    const late = (event: WireEvent) => Promise.resolve({ ...event, url: 'x' })
    const text = await rewritten(body({ id: 'f' }), 'example.com', late)
    expect(eventsOf(text)).toEqual([{ id: 'f', url: 'x' }])
  })
})

describe('a stand-in', () => {
  const script = {
    domain: 'example.com',
    identity: 'cookieless',
    auto: [],
    hash: false,
    do_not_track: false,
    query: [],
    clicks: [],
  } as const
  const variants = {
    peer: 'P(__PEER__);R(__RUN__)',
    '': 'x(document.currentScript);navigator.sendBeacon(1)',
  }

  test('has the site’s script as a function of its tag and ways out', () => {
    const site = { script, umami: null }
    expect(composePeer(variants, { file: 'script.js', site, path: '/t' })).toContain(
      'R((($tag,fetch,$beacon)=>{x($tag);$beacon(1)}))',
    )
  })

  test('of no site has none', () => {
    const code = composePeer(variants, { file: 'script.js', site: undefined, path: '/t' })
    expect(code).toContain('"site":null')
    expect(code).toContain('R((null))')
  })
})
