import { afterEach, beforeEach, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { runReport } from '../../collector/reports/run/run.ts'
import { addGoal } from '../../collector/settings/goals.ts'
import { openSettings, type Settings } from '../../collector/settings/tables.ts'
import type { EventReader, Versions } from '../../collector/store/port.ts'
import { forgetOld } from '../../collector/store/sqlite/maintenance.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { PackedRows } from '../../collector/store/sqlite/packed-rows.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { fileVersions } from '../../collector/store/sqlite/versions.ts'
import { type Collector, collector } from '../intake/collector.ts'
import { DAY, DOMAIN, FIRST, happeningsTo, NOW, SITE } from './happenings.ts'

const NO_ROOM = { visits: 0, events: 0 }

const STEPS = 150

let one: Collector
let reader: EventReader
let withoutCopies: EventReader
let settings: Settings
let versions: Versions

beforeEach(async () => {
  one = collector({ now: () => NOW })
  await addGoal(
    openSettings(one.db),
    SITE,
    { name: 'Signups', event: 'Signup', value: 'revenue', count: 'visit' },
    0,
  )
  const reading = openDatabase(one.path, { readonly: true })
  reader = eventReader(reading)
  const another = openDatabase(one.path, { readonly: true })
  withoutCopies = eventReader(another, { packed: new PackedRows(another, NO_ROOM) })
  settings = openSettings(reading)
  versions = fileVersions(one.path)
})
afterEach(() => {
  versions.close()
  reader.close()
  withoutCopies.close()
  one.close()
})

/** Each looks at something else that is written somewhere else. */
const QUESTIONS = [
  ['visitors', 'visits', 'pageviews', 'events', 'bounce_rate', 'visit_duration', 'time:day'],
  ['visitors', 'conversions', 'converted_visitors', 'revenue', 'engaged_rate', 'channel'],
  ['visits', 'source'],
  ['time_on_page', 'scroll_depth', 'visitors', 'page'],
  ['pageviews', 'title'],
  ['visits', 'visitor_kind'],
  ['visitors', 'account'],
  ['visits', 'exit_page'],
  ['visitors', 'visit_duration', 'landing_page'],
].map((names) => ({ metrics: names.slice(0, -1), dimensions: names.slice(-1) }))

/** Days since the first, the last one exclusive. */
const STRETCHES = [
  [0, 2],
  [2, 3],
  [3, 5],
] as const

interface Seen {
  version: string
  answers: string
}

async function look([from, to]: readonly [number, number]): Promise<Seen> {
  const span = { from: FIRST + from * DAY, to: FIRST + to * DAY }
  const version = versions.of(SITE, [span])
  const date = (at: number) => new Date(at).toISOString().slice(0, 10)
  const period = { from: date(span.from), to: date(span.to - DAY) }
  const answers = await answersAbout(period, reader)
  // Copies of visits are the visits as they are.
  expect(answers).toEqual(await answersAbout(period, withoutCopies))
  return { version, answers: JSON.stringify(answers) }
}

async function answersAbout(period: object, from: EventReader): Promise<unknown[]> {
  const answers: unknown[] = []
  for (const question of QUESTIONS) {
    const task = { name: 'stats', site: DOMAIN, request: { period, ...question } }
    answers.push(await runReport({ reader: from, settings, now: NOW }, task))
  }
  return answers
}

test('whatever happens, an answer that is another has another version', async () => {
  const chance = random(9)
  const happenings = happeningsTo(one, chance)
  let seen = await Promise.all(STRETCHES.map(look))
  let changed = 0
  for (let step = 0; step < STEPS; step++) {
    await chance.pick(happenings)()
    const now: Seen[] = []
    for (const stretch of STRETCHES) now.push(await look(stretch))
    now.forEach(({ version, answers }, i) => {
      const before = seen[i]
      if (before?.answers === answers) return
      changed++
      expect({ step, version }).not.toEqual({ step, version: before?.version })
    })
    seen = now
  }
  expect(changed).toBeGreaterThan(STEPS / 2)
}, 120_000)

const pageview = (id: string, at: number, more: object = {}) => ({
  id: `event-of-${id}`,
  name: 'pageview',
  at,
  visitor: id,
  url: `https://${DOMAIN}/`,
  ...more,
})

const tagged = (source: string) => ({ url: `https://${DOMAIN}/?utm_source=${source}` })
const THIRD = FIRST + 2 * DAY
const LATE = THIRD + DAY - 10 * 60_000
const followUp = { id: 'event-told', name: 'engagement', of: 'event-of-read', engaged: 9_000 }

test.each([
  {
    what: 'a spelling of today',
    before: [pageview('a', THIRD, { referrer: 'https://gazette.example/' })],
    later: [pageview('b', NOW, tagged('Gazette.example'))],
  },
  {
    what: 'an earlier spelling',
    before: [pageview('a', THIRD, tagged('gazette'))],
    later: [pageview('b', FIRST, tagged('Gazette'))],
  },
  {
    what: 'what was read of a page, told in a visit of the next day',
    before: [pageview('read', LATE), pageview('read', LATE + 3_000_000, { id: 'event-next' })],
    later: [pageview('read', LATE + 3_060_000, followUp)],
  },
])('$what reaches the answers about another day', async ({ before, later }) => {
  one.import(before)
  const was = await look([2, 3])
  one.import(later)
  const is = await look([2, 3])
  expect(is.answers).not.toBe(was.answers)
  expect(is.version).not.toBe(was.version)
})

test('what happens today leaves the version of last week as it is', () => {
  const week = [{ from: FIRST, to: FIRST + 2 * DAY }]
  one.import([pageview('old', FIRST + 1_000), pageview('then', FIRST + 3 * DAY)])
  const before = versions.of(SITE, week)
  one.import([
    pageview('new', NOW),
    pageview('old', NOW, { id: 'event-again', user: 'ann' }),
    pageview('tagged', NOW, { url: `https://${DOMAIN}/?utm_source=google&utm_medium=cpc` }),
  ])
  // The visit of last week is Ann's now.
  expect(versions.of(SITE, week)).not.toBe(before)
  const claimed = versions.of(SITE, week)
  one.import([pageview('then', NOW + 1_000, { id: 'event-other' }), pageview('newer', NOW)])
  expect(versions.of(SITE, week)).toBe(claimed)
})

test('an extent that retention takes moves what no sum holds any more', async () => {
  one.import([pageview('old', FIRST), pageview('new', NOW)])
  one.db.exec('update site set retention_days = 3')
  const before = versions.of(SITE, [])
  await forgetOld(one.db, NOW, async () => {})
  expect(versions.of(SITE, [])).not.toBe(before)
})

test('what is not committed has no version yet', () => {
  const before = versions.of(SITE, [])
  one.db.exec("begin; update site set timezone = 'Asia/Tokyo'")
  expect(versions.of(SITE, [])).toBe(before)
  one.db.exec('commit')
  expect(versions.of(SITE, [])).not.toBe(before)
})
