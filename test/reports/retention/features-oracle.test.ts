import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RetentionFeaturesAnswer } from '../../../collector/reports/retention-features.ts'
import { type ReportedSite, reportedSite } from '../site.ts'
import { trafficLines } from '../traffic.ts'

/** The same question answered the plain way, by days of a zone whose clocks go back on the 25th. */
const ZONE = 'Europe/Berlin'
const FROM = '2026-10-20'
const TO = '2026-10-27'
const NOW = '2026-10-30T09:00:00Z'

interface Moment {
  person: number
  at: number
  name: string
}

let site: ReportedSite
let visits: Omit<Moment, 'name'>[]
let events: Moment[]

beforeAll(async () => {
  site = await reportedSite({ timezone: ZONE }, NOW)
  site.take(trafficLines(7).filter(({ at }) => Number(at) < Date.parse(NOW)))
  visits = site.db
    .prepare('select person, start as at from visit where alone = 0 order by start, id')
    .all() as typeof visits
  events = site.db
    .prepare(
      `select v.person as person, e.at as at, n.text as name from event e
       join visit v on v.id = e.visit join name n on n.id = e.name order by e.at`,
    )
    .all() as typeof events
})
afterAll(() => site.close())

const format = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' })
const dayOf = (at: number) => Date.parse(`${format.format(at)}T00:00:00Z`) / 86_400_000

interface Person {
  first: number
  /** Days after the first, that are over, with a visit. */
  came: Set<number>
  did: Map<string, Set<number>>
  /** Days of theirs that are over. */
  over: number
}

function peopleWho(cohort: string | undefined): Person[] {
  const firsts = new Map<number, number>()
  const enter = cohort ? events.filter(({ name }) => name === cohort) : visits
  for (const { person, at } of enter) if (!firsts.has(person)) firsts.set(person, at)
  return [...firsts]
    .filter(([, at]) => format.format(at) >= FROM && format.format(at) <= TO)
    .map(([person, first]) => {
      const later = <M extends Omit<Moment, 'name'>>(list: M[]) =>
        list.filter((one) => one.person === person && one.at >= first)
      const did = new Map<string, Set<number>>()
      for (const { name, at } of later(events)) {
        did.set(name, (did.get(name) ?? new Set()).add(dayOf(at) - dayOf(first)))
      }
      const came = new Set([0, ...later(visits).map(({ at }) => dayOf(at) - dayOf(first))])
      return { first, came, did, over: dayOf(Date.parse(NOW)) - dayOf(first) }
    })
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)

function curve(people: Person[], periods: number) {
  return Array.from({ length: periods }, (_, n) => {
    const over = people.filter((person) => n < person.over)
    return ratio(over.filter(({ came }) => came.has(n)).length, over.length)
  })
}

const PERIODS = 6
const NAMES = ['Signup', 'Purchase', 'pageview']

test.each([{ cohort: undefined }, { cohort: 'Signup' }])(
  'entered by $cohort',
  async ({ cohort }) => {
    const { rows } = (await site.run('retention/features', {
      unit: 'day',
      periods: PERIODS,
      period: { from: FROM, to: TO },
      events: NAMES,
      ...(cohort && { cohort: { event: cohort } }),
    })) as RetentionFeaturesAnswer
    const people = peopleWho(cohort)
    expect(people.length).toBeGreaterThan(10)
    const uses = (name: string, n: number) =>
      people.filter(({ came, did, over }) => n < over && came.has(n) && did.get(name)?.has(n))
        .length
    const column = (of: (n: number) => number | null) =>
      Array.from({ length: PERIODS }, (_, n) => of(n))
    for (const { event, people: count, use, share, with: used, without } of rows) {
      const who = people.filter(({ did }) => did.get(event)?.has(0))
      const others = people.filter(({ did }) => !did.get(event)?.has(0))
      expect(count).toBe(who.length)
      expect(used.map(({ rate }) => rate)).toEqual(curve(who, PERIODS))
      expect(without.map(({ rate }) => rate)).toEqual(curve(others, PERIODS))
      const there = (n: number) => people.filter(({ came, over }) => n < over && came.has(n)).length
      expect(use).toEqual(column((n) => ratio(uses(event, n), there(n))))
      const all = (n: number) => NAMES.reduce((sum, name) => sum + uses(name, n), 0)
      expect(share).toEqual(column((n) => ratio(uses(event, n), all(n))))
    }
    expect(rows.map(({ event }) => event).sort()).toEqual([...NAMES].sort())
  },
)
