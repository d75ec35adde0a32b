import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { collector } from './collector.ts'

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

const CAMPAIGNS = ['', '?utm_source=google&utm_medium=cpc&utm_campaign=spring', '?utm_source=news&utm_medium=email', '?gclid=abc']

const line = fc.record({
  minute: fc.integer({ min: -100, max: 400 }),
  kind: fc.constantFrom('pageview', 'pageview', 'pageview', 'Signup', 'identify', 'server', 'engagement'),
  who: fc.constantFrom('a', 'b', 'cookieless'),
  user: fc.option(fc.constantFrom('u1', 'u2'), { freq: 5, nil: undefined }),
  campaign: fc.constantFrom(...CAMPAIGNS, '', ''),
  path: fc.constantFrom('/', '/pricing', '/docs'),
})

type Line = typeof line extends fc.Arbitrary<infer T> ? T : never

/** Engagement speaks of the pageview that came before it in the list, if there is one. */
function wire(lines: Line[]): object[] {
  return lines.map(({ minute, kind, who, user, campaign, path }, index) => {
    const id = `event-${String(index).padStart(4, '0')}`
    const of = lines.findIndex((other) => other.kind === 'pageview' && other.who === who)
    const sender = who === 'cookieless' ? { ip: '81.2.69.142', userAgent: 'Agent/1' } : { visitor: who }
    const common = { id, at: MIDNIGHT + minute * MINUTE, ...sender, ...(user ? { user } : {}) }
    if (kind === 'server') return { ...common, name: 'Renewal' }
    const url = `https://example.com${path}`
    if (kind === 'engagement')
      return { ...common, name: kind, url, engaged: 1000 + index, scroll: index % 100, ...(of < 0 ? {} : { of: `event-${String(of).padStart(4, '0')}` }) }
    return { ...common, name: kind, url: url + (kind === 'pageview' ? campaign : '') }
  })
}

test('a shuffled import gives the same visits, people and reports on pages', () => {
  const orders = fc.uniqueArray(line, { minLength: 2, maxLength: 14, selector: ({ minute }) => minute }).chain((lines) =>
    fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines.map((_, index) => index), { minLength: lines.length, maxLength: lines.length })),
  )
  fc.assert(
    fc.property(orders, ([lines, order]) => {
      const events = wire(lines)
      const straight = fresh()
      straight.import(events)
      const shuffled = fresh()
      for (const index of order) shuffled.import([events[index] as object])
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
