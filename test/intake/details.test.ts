import { describe, expect, test } from 'vitest'
import type { ReceivedEvent } from '../../collector/intake/road.ts'
import { imported, PAGEVIEW } from './received.ts'

const DAY = 86_400_000

const CUSTOM = { ...PAGEVIEW, name: 'Purchase' }
const ENGAGEMENT = { ...PAGEVIEW, name: 'engagement', of: 'V1StGXR8_Z5jdHi6B-myT' }
const THIRTY = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`k${i}`, i]))

describe('an event is worth more than its details: what is outside a limit goes, and is named', () => {
  test.each<[string, object, Partial<ReceivedEvent>, string[]]>([
    [
      'a null property',
      { props: { coupon: null, plan: 'pro' } },
      { props: '{"plan":"pro"}' },
      ['props'],
    ],
    ['a list', { props: { roles: ['admin'], n: 1 } }, { props: '{"n":1}' }, ['props']],
    ['an object', { props: { nested: {} } }, { props: null }, ['props']],
    ['NaN', { props: { a: Number.NaN, b: 2 } }, { props: '{"b":2}' }, ['props']],
    ['infinity', { props: { a: Number.POSITIVE_INFINITY } }, { props: null }, ['props']],
    [
      'a text of 501',
      { props: { t: 'x'.repeat(501) } },
      { props: `{"t":"${'x'.repeat(500)}"}` },
      ['props'],
    ],
    [
      'a text of 500',
      { props: { t: 'x'.repeat(500) } },
      { props: `{"t":"${'x'.repeat(500)}"}` },
      [],
    ],
    [
      'half a character at 500',
      { props: { t: `${'x'.repeat(499)}🙂` } },
      { props: `{"t":"${'x'.repeat(499)}"}` },
      ['props'],
    ],
    ['a key of 61', { props: { ['k'.repeat(61)]: 1, b: 2 } }, { props: '{"b":2}' }, ['props']],
    ['a key of 60', { props: { ['k'.repeat(60)]: 1 } }, { props: `{"${'k'.repeat(60)}":1}` }, []],
    ['an empty key', { props: { '': 1, b: 2 } }, { props: '{"b":2}' }, ['props']],
    ['the 31st', { props: { ...THIRTY, last: 1 } }, { props: JSON.stringify(THIRTY) }, ['props']],
    ['properties that are text', { props: 'plan=pro' }, { props: null }, ['props']],
    ['properties that are a list', { props: [1] }, { props: null }, ['props']],
    ['no properties', { props: null }, { props: null }, []],
    [
      'a key that is a prototype',
      { props: JSON.parse('{"__proto__":"a","b":null}') },
      { props: '{"__proto__":"a"}' },
      ['props'],
    ],
    [
      'an amount that is none',
      { revenue: { amount: 'lots', currency: 'EUR' } },
      { revenue: null },
      ['revenue'],
    ],
    [
      'a currency that is none',
      { revenue: { amount: 1, currency: 'XXQ' } },
      { revenue: null },
      ['revenue'],
    ],
    ['an amount without currency', { revenue: { amount: 49 } }, { revenue: null }, ['revenue']],
    ['a bare amount', { revenue: 49 }, { revenue: null }, ['revenue']],
    ['no amount', { revenue: null }, { revenue: null }, []],
    ['a name of 121', { name: 'x'.repeat(121) }, { name: 'x'.repeat(120) }, ['name']],
    ['a title of 301', { title: 'x'.repeat(301) }, { title: 'x'.repeat(300) }, ['title']],
    ['a title that is none', { title: 7 }, { title: null }, ['title']],
    ['a referrer that is none', { referrer: {} }, { referrer: null }, ['referrer']],
    ['a page that is none', { url: 'about:blank' }, { url: null }, ['url']],
    [
      'several at once',
      { title: 7, props: { a: null } },
      { title: null, props: null },
      ['title', 'props'],
    ],
  ])('%s', (_, said, kept, trimmed) => {
    const event = imported({ ...CUSTOM, ...said }) as ReceivedEvent
    expect(event).toMatchObject(kept)
    expect(event.trimmed.toSorted()).toEqual(trimmed.toSorted())
  })

  test.each<[string, object, Partial<ReceivedEvent>, string[]]>([
    ['a negative time', { engaged: -1 }, { engaged: 0 }, ['engaged']],
    ['a time of two days', { engaged: 2 * DAY }, { engaged: 0 }, ['engaged']],
    ['101 %', { scroll: 101 }, { scroll: 100 }, ['scroll']],
    ['a depth that is text', { scroll: 'deep' }, { scroll: 0 }, ['scroll']],
    ['nothing of what', { of: 'x' }, { of: null }, ['of']],
  ])('engagement with %s', (_, said, kept, trimmed) => {
    const event = imported({ ...ENGAGEMENT, engaged: 0, ...said }) as ReceivedEvent
    expect(event).toMatchObject(kept)
    expect(event.trimmed).toEqual(trimmed)
  })
})

describe('a long address', () => {
  test('is no reason to lose a pageview: an over-long path is cut', () => {
    const event = imported({ ...PAGEVIEW, url: `https://example.com/${'x'.repeat(5_000)}` })
    expect((event as ReceivedEvent).url?.pathname).toBe(`/${'x'.repeat(2_047)}`)
    expect((event as ReceivedEvent).trimmed).toEqual(['url'])
  })

  test('keeps no half of an escape', () => {
    const url = `https://example.com/${'x'.repeat(2_045)}%C3%A4`
    const { pathname } = (imported({ ...PAGEVIEW, url }) as ReceivedEvent).url ?? {}
    expect(pathname).toBe(`/${'x'.repeat(2_045)}`)
  })

  test('with a query that is dropped anyway loses nothing', () => {
    const url = `https://example.com/land?x=${'y'.repeat(20_000)}`
    expect(imported({ ...PAGEVIEW, url })).toMatchObject({
      url: { pathname: '/land' },
      trimmed: [],
    })
  })
})
