import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Random, random } from '../../../collector/demo/random.ts'
import type { RetentionAnswer } from '../../../collector/reports/retention.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

/** Visits opened by any event, often several in its millisecond, against a plain answer from what was sent. */
const START = Date.parse('2026-10-12T08:00:00Z')
const DAY = 86_400_000
const NAMES = ['pageview', 'pageview', 'Signup', 'Signup', 'Open', 'exposure', 'engagement']
/** Opens nothing: it tells of an older pageview. */
const FOLLOW_UPS = ['exposure', 'engagement']

interface Sent extends Line {
  id: string
  name: string
  at: number
  visitor: string
  props?: { plan: string }
  /** Its place among the events of its instant. */
  nth: number
}

let site: ReportedSite
let people: Sent[][]

beforeAll(async () => {
  site = await reportedSite({ timezone: 'UTC' }, '2026-11-20T12:00:00Z')
  const chance = random(60)
  const sent = Array.from({ length: 300 }, (_, person) => sentBy(person, chance)).flat()
  const order = sent
    .map((one) => ({ one, place: chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)
  for (let i = 0; i < order.length; i += 40) site.take(order.slice(i, i + 40))
  const visitors = new Set(sent.map(({ visitor }) => visitor))
  people = [...visitors].map((visitor) =>
    sent.filter((one) => one.visitor === visitor).sort(inOrder),
  )
})
afterAll(() => site.close())

/** Two to eight events at five instants of six days; every fifth without an address, as servers send. */
function sentBy(person: number, chance: Random): Sent[] {
  const below = chance.integer
  const instants = [0, 0, below(30), 40 * 60_000, DAY, DAY * (1 + below(5))]
  return Array.from({ length: 2 + below(7) }, () => ({
    id: `${String(below(1e9)).padStart(9, '0')}-${person}`,
    name: NAMES[below(NAMES.length)] ?? '',
    at: START + (person % 3) * DAY + (instants[below(instants.length)] ?? 0),
    visitor: `visitor-${person}`,
    ...(below(5) > 0 && { path: '/' }),
    props: { plan: below(2) > 0 ? 'pro' : 'free' },
    nth: below(3),
  })).map((one) => (one.name === 'pageview' ? { ...one, path: '/' } : one))
}

function inOrder(a: Sent, b: Sent): number {
  return a.at - b.at || a.nth - b.nth || (a.id < b.id ? -1 : 1)
}

type Fits = (sent: Sent) => boolean

const opens: Fits = ({ name, path }) => path !== undefined && !FOLLOW_UPS.includes(name)
const isNamed =
  (event: string, plan?: string): Fits =>
  (one) =>
    one.name === event && (plan === undefined || one.props?.plan === plan)

const DAYS = 3
const PERIODS = 6

function plainly(enters: Fits, returns: Fits, orAfter: boolean) {
  return Array.from({ length: DAYS }, (_, day) => {
    const entered = people.flatMap((all) => {
      const first = all.find(enters)
      return first && dayOf(first) === day ? [{ all, first }] : []
    })
    const back = entered.map(({ all, first }) =>
      all
        .filter((one) => returns(one) && one.at >= first.at && one !== first)
        .map((one) => dayOf(one) - day),
    )
    const retained = Array.from({ length: PERIODS }, (_, n) => {
      return back.filter((days) => days.some((one) => (orAfter ? one >= n : one === n))).length
    })
    return { size: entered.length, retained }
  })
}

const dayOf = ({ at }: Sent) => Math.floor((at - START) / DAY)
const matcher = (event: string, plan?: string) => ({
  event,
  ...(plan && { where: [['is', 'prop:plan', [plan]]] }),
})

type Asked = [event: string, plan?: string]
const RETURNS: Asked[] = [
  ...['pageview', 'Signup', 'Open', 'exposure', 'engagement'].map((name): Asked => [name]),
  ['Signup', 'pro'],
  ['pageview', 'free'],
]
const COHORTS: (Asked | undefined)[] = [
  undefined,
  ['Signup'],
  ['Signup', 'pro'],
  ['pageview', 'free'],
]
const CASES = COHORTS.flatMap((cohort) =>
  RETURNS.flatMap((returns) =>
    (['on', 'on_or_after'] as const).map((mode) => ({ cohort, returns, mode })),
  ),
)

test.each(CASES)('what made people enter is no return of theirs: %j', async (one) => {
  const { cohort, returns, mode } = one
  const { cohorts } = (await site.run('retention', {
    unit: 'day',
    periods: PERIODS,
    mode,
    period: { from: '2026-10-12', to: '2026-10-14' },
    ...(cohort && { cohort: matcher(...cohort) }),
    return: matcher(...returns),
  })) as RetentionAnswer
  const enters = cohort ? isNamed(...cohort) : opens
  expect(cohorts.map(({ size, retained }) => ({ size, retained }))).toEqual(
    plainly(enters, isNamed(...returns), mode === 'on_or_after'),
  )
})
