import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { AccountRow, AccountsAnswer } from '../../../collector/reports/accounts/answer.ts'
import { erasePeople } from '../../../collector/store/sqlite/erase.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

const NOW = '2026-11-20T12:00:00Z'
const TODAY = '2026-11-20'
const DAY = 86_400_000
/** Two hours ahead of UTC, one from 25 October on. */
const ZONE = 'Europe/Berlin'

const open: ReportedSite[] = []
afterAll(() => Promise.all(open.map((site) => site.close())))

interface Deed {
  account: number
  person: number
  /** Minutes before now. */
  ago: number
  name: string
}

const NAMES = ['Report', 'Invite', 'Upgrade']
const deed = fc.record({
  ...{ account: fc.nat(9), person: fc.nat(3), ago: fc.integer({ min: 1, max: 120 * 1_440 }) },
  name: fc.constantFrom(...NAMES),
})

/** What is asked, in full: three key events, of which one is a signal beside another that nobody has sent. */
const REQUEST = {
  key_events: [...NAMES],
  signals: ['Upgrade', '/never'],
}

function lineOf({ account, person, ago, name }: Deed, id: number): Line {
  const user = `${account}-${person}`
  return {
    ...{ id: `a-deed-of-${id}`, name, at: Date.parse(NOW) - ago * 60_000, path: '/x' },
    ...{ visitor: `v-${user}`, user, account: `account-${account}` },
  }
}

/** An account that has sent each name, so that all are known; long ago. */
const FIRST = NAMES.map((name, i): Line => {
  const user = { visitor: 'first', user: 'first', account: 'first' }
  return { id: `the-first-${i}`, name, at: Date.parse(NOW) - 300 * DAY + i, path: '/x', ...user }
})

async function told(lines: Line[], erase?: string): Promise<AccountsAnswer> {
  const site = await reportedSite({ timezone: ZONE }, NOW)
  open.push(site)
  site.take([...FIRST, ...lines])
  const between = { forget: () => {}, pause: async () => {} }
  if (erase) await erasePeople(site.db, site.id, { kind: 'user', id: erase }, between)
  return (await site.run('accounts', REQUEST)) as AccountsAnswer
}

const local = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' })

/** How many days before today it was there, the plain way. */
function daysAgo({ ago }: Deed): number {
  const day = local.format(Date.parse(NOW) - ago * 60_000)
  return (Date.parse(TODAY) - Date.parse(day)) / DAY
}

/** 75th percentile as R's type 7 has it. */
function upperQuartile(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = 0.75 * (sorted.length - 1)
  const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return low + (place - Math.floor(place)) * (high - low)
}

/** Everything by filters over all deeds, so many days before today; null: nobody was there yet. */
function plainly(deeds: Deed[], before: number) {
  const by = (account: number) => deeds.filter((one) => one.account === account)
  const inWindow = (one: Deed, end: number) => daysAgo(one) >= end && daysAgo(one) < end + 28
  const daysOf = (account: number) =>
    new Set(
      by(account)
        .filter((one) => inWindow(one, before))
        .map(daysAgo),
    ).size
  const active = Array.from({ length: 10 }, (_, account) => daysOf(account)).filter((n) => n > 0)
  const yardstick = active.length < 8 ? 20 : upperQuartile(active)
  return (account: number) => {
    const own = by(account).filter((one) => daysAgo(one) >= before && daysAgo(one) < 112)
    if (own.length === 0) return null
    const window = own.filter((one) => inWindow(one, before))
    const people = (end: number) =>
      new Set(own.filter((one) => inWindow(one, end)).map(({ person }) => person)).size
    const most = Math.max(...own.map((one) => people(daysAgo(one))))
    const parts = {
      frequency: Math.min(1, daysOf(account) / yardstick),
      recency: 2 ** (-(Math.min(...own.map(daysAgo)) - before) / 7),
      breadth: new Set(window.map(({ name }) => name)).size / 3,
      depth: people(before) / most,
    }
    const { frequency, recency, breadth, depth } = parts
    return { parts, health: 35 * frequency + 25 * recency + 20 * breadth + 20 * depth, window }
  }
}

/** To twelve digits, as the two add up in another order. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, one) =>
    typeof one === 'number' ? Number(one.toPrecision(12)) : one,
  )
}

function expected(deeds: Deed[], account: number): Partial<AccountRow> {
  const at = (before: number) => plainly(deeds, before)(account)
  const now = at(0)
  const health = now?.health ?? null
  const past = [28, 56, 84].flatMap((before) => at(before)?.health ?? [])
  const mean = past.reduce((sum, one) => sum + one, 0) / past.length
  return {
    health,
    ...(now && { parts: now.parts }),
    trend: Array.from({ length: 12 }, (_, week) => at(7 * (11 - week))?.health ?? null),
    falling: past.length > 0 && (health ?? 0) < 0.6 * mean - 1e-9,
    temperature: now?.window.some(({ name }) => name === 'Upgrade') ? 50 : 0,
    people: new Set(now?.window.map(({ person }) => person)).size,
  }
}

test('scores are those that plain filters over everything give', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 1, maxLength: 200, size: 'max' }),
      async (deeds) => {
        const { items } = await told(deeds.map(lineOf))
        const seen = deeds.filter((one) => daysAgo(one) < 112).map(({ account }) => account)
        expect(items.map(({ account }) => account).sort()).toEqual(
          [...new Set(seen)].map((account) => `account-${account}`).sort(),
        )
        for (const { account, ...row } of items) {
          const own = expected(deeds, Number(account.replace('account-', '')))
          expect(rounded(row)).toMatchObject(rounded(own) as object)
        }
      },
    ),
    { numRuns: 12 },
  )
})

test('events in any order give the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 2, maxLength: 60 }).chain((deeds) => {
        const lines = deeds.map(lineOf)
        return fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))
      }),
      async ([lines, shuffled]) => {
        expect(await told(shuffled)).toEqual(await told(lines))
      },
    ),
    { numRuns: 5 },
  )
})

test('somebody who is erased has never been', async () => {
  const deeds = fc.sample(deed, { numRuns: 80, seed: 7 })
  const lines = deeds.map(lineOf)
  const gone = String(lines[0]?.user)
  const without = lines.filter(({ user }) => user !== gone)
  expect(await told(lines, gone)).toEqual(await told(without))
})
