import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RetentionAnswer } from '../../../collector/reports/retention.ts'
import { type ReportedSite, reportedSite } from '../site.ts'
import { trafficLines } from '../traffic.ts'

/** The same question answered the plain way, from lists of everything. */
const ZONE = 'Europe/Berlin'
const NOW = '2026-11-12T09:00:00Z'
let site: ReportedSite
let visits: { person: number; at: number; source: string | null }[]
let events: { person: number; at: number; id: string; name: string }[]

beforeAll(async () => {
  site = await reportedSite({ timezone: ZONE }, NOW)
  site.take(trafficLines(4711))
  visits = site.db
    .prepare(
      `select v.person as person, v.start as at, a.source as source from visit v
       left join acquisition a on a.id = v.acquisition where v.alone = 0 order by v.start, v.id`,
    )
    .all() as typeof visits
  events = site.db
    .prepare(
      `select v.person as person, e.at as at, hex(e.uid) as id, n.text as name from event e
       join visit v on v.id = e.visit join name n on n.id = e.name order by e.at, e.uid`,
    )
    .all() as typeof events
})
afterAll(() => site.close())

const format = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, dateStyle: 'short' })
const DAY = 86_400_000

/** Days since 1970 of the local date. */
function localDay(at: number): number {
  return Date.parse(`${format.format(at)}T00:00:00Z`) / DAY
}

const UNIT = {
  day: (day: number) => day,
  // Weeks since the Monday of 5 January 1970.
  week: (day: number) => Math.floor((day - 4) / 7),
  month: (day: number) => {
    const date = new Date(day * DAY)
    return date.getUTCFullYear() * 12 + date.getUTCMonth()
  },
}
type Unit = keyof typeof UNIT

interface Asked {
  unit: Unit
  periods: number
  cohort?: string
  returns?: string
  mode: 'on' | 'on_or_after'
  source?: string
}

const FROM = '2026-10-14'
const TO = '2026-11-02'
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY

interface Entered {
  at: number
  id: string
  unit: number
  fits: boolean
}

function entered({ unit, cohort, source }: Asked): Map<number, Entered> {
  const found = new Map<number, Entered>()
  const rows = cohort
    ? events.filter(({ name }) => name === cohort).map((event) => ({ ...event, source: null }))
    : visits.map((visit) => ({ ...visit, id: '' }))
  for (const { person, at, id, source: from } of rows) {
    if (found.has(person)) continue
    found.set(person, { at, id, unit: UNIT[unit](localDay(at)), fits: !source || from === source })
  }
  return found
}

function plainly(asked: Asked): { size: number; retained: (number | null)[] }[] {
  const { unit, periods, returns, mode } = asked
  const people = entered(asked)
  const [first, last, now] = [dayOf(FROM), dayOf(TO), localDay(Date.parse(NOW))].map(UNIT[unit])
  const rows: { size: number; retained: (number | null)[] }[] = []
  for (let cohort = first ?? 0; cohort <= (last ?? 0); cohort++) {
    const members = [...people].filter(([, one]) => one.fits && one.unit === cohort)
    const retained = Array.from({ length: periods }, (_, n) => {
      if (cohort + n > (now ?? 0)) return null
      const back = (one: number) => (mode === 'on' ? one === n : one >= n)
      return members.filter(([person, one]) => {
        const own = returns === undefined
        const units = own
          ? [
              cohort,
              ...visits
                .filter((visit) => visit.person === person)
                .map(({ at }) => UNIT[unit](localDay(at))),
            ]
          : events
              .filter(
                (e) =>
                  e.person === person && e.name === returns && e.at >= one.at && e.id !== one.id,
              )
              // A visit's own first event is what the person entered by.
              .filter((e) => asked.cohort !== undefined || e.at > one.at)
              .map(({ at }) => UNIT[unit](localDay(at)))
        return units.some((each) => each >= cohort && back(each - cohort))
      }).length
    })
    rows.push({ size: members.length, retained })
  }
  return rows
}

const asked: Asked[] = (['day', 'week', 'month'] as const).flatMap((unit) =>
  (['on', 'on_or_after'] as const).flatMap((mode) => [
    { unit, mode, periods: 6 },
    { unit, mode, periods: 5, source: 'google' },
    { unit, mode, periods: 4, cohort: 'Signup' },
    { unit, mode, periods: 4, cohort: 'Signup', returns: 'Signup' },
    { unit, mode, periods: 4, cohort: 'Signup', returns: 'pageview' },
    { unit, mode, periods: 4, returns: 'Signup' },
  ]),
)

test.each(asked)('%j', async (one) => {
  const { unit, periods, mode, cohort, returns, source } = one
  const answer = (await site.run('retention', {
    unit,
    periods,
    mode,
    period: { from: FROM, to: TO },
    ...(cohort && { cohort: { event: cohort } }),
    ...(returns && { return: { event: returns } }),
    ...(source && { filters: [['is', 'source', [source]]] }),
  })) as RetentionAnswer
  const found = answer.cohorts.map(({ size, retained }) => ({ size, retained }))
  expect(found).toEqual(plainly(one))
  expect(found.some(({ size }) => size > 0)).toBe(true)
  for (const { rate } of answer.curve) expect(rate ?? 0).toBeLessThanOrEqual(1)
})
