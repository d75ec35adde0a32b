import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { collector } from '../collector.ts'

const MINUTE = 60_000
const MIDNIGHT = Date.UTC(2026, 2, 10)
const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

function fresh() {
  const one = collector()
  open.push(one)
  return one
}

const CAMPAIGNS = [
  '',
  '?utm_source=google&utm_medium=cpc&utm_campaign=spring',
  '?utm_source=news&utm_medium=email',
  '?gclid=abc',
]

const line = fc.record({
  minute: fc.integer({ min: -100, max: 400 }),
  kind: fc.constantFrom(
    'pageview',
    'pageview',
    'pageview',
    'Signup',
    'identify',
    'server',
    'engagement',
    'exposure',
  ),
  /** Which pageview of its sender a follow-up is on; past the last, one that never comes. */
  of: fc.nat(20),
  /** How many events come together, where it is the first of them. */
  parcel: fc.integer({ min: 1, max: 4 }),
  who: fc.constantFrom('a', 'b', 'cookieless'),
  user: fc.option(fc.constantFrom('u1', 'u2'), { freq: 5, nil: undefined }),
  campaign: fc.constantFrom(...CAMPAIGNS, '', ''),
  path: fc.constantFrom('/', '/pricing', '/docs'),
})

type Line = typeof line extends fc.Arbitrary<infer T> ? T : never

const eventId = (index: number) => `event-${String(index).padStart(4, '0')}`

function contentOf({ kind, campaign, path, ...one }: Line, index: number, lines: Line[]): object {
  if (kind === 'server') return { name: 'Renewal' }
  const url = `https://example.com${path}`
  if (kind === 'exposure') return { name: kind, url }
  if (kind !== 'engagement') return { name: kind, url: url + (kind === 'pageview' ? campaign : '') }
  const views = [...lines.keys()].filter((i) => isView(lines[i], one.who))
  const of = views[one.of % (views.length + 1)] ?? lines.length
  return { name: kind, url, of: eventId(of), engaged: 1000 + index, scroll: index % 100 }
}

function isView(line: Line | undefined, who: string): boolean {
  return line?.kind === 'pageview' && line.who === who
}

function wire(lines: Line[]): object[] {
  return lines.map((one, index) => {
    const sender =
      one.who === 'cookieless' ? { ip: '81.2.69.142', userAgent: 'Agent/1' } : { visitor: one.who }
    const user = one.user ? { user: one.user } : {}
    const at = MIDNIGHT + one.minute * MINUTE
    return { id: eventId(index), at, ...sender, ...user, ...contentOf(one, index, lines) }
  })
}

function parcels(lines: Line[], order: readonly number[]): number[][] {
  const all: number[][] = []
  for (let from = 0; from < order.length; ) {
    const size = lines[from]?.parcel ?? 1
    all.push(order.slice(from, from + size))
    from += size
  }
  return all
}

test('a shuffled import gives the same visits, people and follow-ups on pages', () => {
  const orders = fc
    .uniqueArray(line, { minLength: 2, maxLength: 14, selector: ({ minute }) => minute })
    .chain((lines) =>
      fc.tuple(
        fc.constant(lines),
        fc.shuffledSubarray(
          lines.map((_, index) => index),
          { minLength: lines.length, maxLength: lines.length },
        ),
      ),
    )
  fc.assert(
    fc.property(orders, ([lines, order]) => {
      const events = wire(lines)
      const straight = fresh()
      straight.import(events)
      const shuffled = fresh()
      for (const parcel of parcels(lines, order))
        shuffled.import(parcel.map((index) => events[index] as object))
      const names = (one: typeof straight) =>
        one.visits().map(({ visitor, person, ...rest }) => ({
          ...rest,
          visitor: visitor.length === 16 ? 'cookieless' : visitor,
          person: person.length === 16 ? 'cookieless' : person,
        }))
      expect(names(shuffled)).toEqual(names(straight))
      for (const one of open.splice(0)) one.close()
    }),
    { numRuns: 150, interruptAfterTimeLimit: 20_000 },
  )
})

test.each([
  ['a stranger', {}],
  ['somebody signed in', { user: 'u1' }],
])('pageviews of %s in one moment lie by their ids, in whatever order they come', (_, signedIn) => {
  const moments = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 12 })
  const orders = moments.chain((minutes) =>
    fc.shuffledSubarray(
      minutes.map((minute, index) => ({ minute, index })),
      { minLength: minutes.length },
    ),
  )
  fc.assert(
    fc.property(orders, (views) => {
      const one = fresh()
      for (const { minute, index } of views) {
        const url = `https://example.com/${index}`
        const at = MIDNIGHT + minute * MINUTE
        one.import([{ id: eventId(index), name: 'pageview', at, url, visitor: 'a', ...signedIn }])
      }
      const inOrder = views.toSorted((a, b) => a.minute - b.minute || a.index - b.index)
      const landing = `/${inOrder[0]?.index}`
      const exit = `/${inOrder.at(-1)?.index}`
      expect(one.visits()).toMatchObject([{ landing, exit, pageviews: views.length }])
      for (const opened of open.splice(0)) opened.close()
    }),
    { numRuns: 30, interruptAfterTimeLimit: 20_000 },
  )
})
