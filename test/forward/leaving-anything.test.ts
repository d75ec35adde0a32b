import { describe, expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { columnsOf, TABLES, type Table } from '../../collector/store/clickhouse/tables.ts'
import { DAY, NOW } from '../store/happenings.ts'
import { KEEP, Side, view } from './side.ts'

type Chance = ReturnType<typeof random>

/** Events of some people over two months, as a test of properties sends them. */
function someEvents(chance: Chance): () => object {
  let sent = 0
  const viewed: { id: string; visitor: string; days: number }[] = []
  const followUp = () => {
    const { id: of, visitor, days } = chance.pick(viewed.map((one) => [one, 1] as const))
    const told = { name: 'engagement', of: `${of}-event`, engaged: 9_000, scroll: 40, visitor }
    return view(`event-${sent++}`, days - chance.next() / 2, told)
  }
  const ofServer = () => ({
    ...{ id: `event-${sent++}-server`, name: 'Renewal', user: `user-${chance.integer(6)}` },
    at: NOW - chance.next() * KEEP * DAY,
  })
  return () => {
    if (viewed.length > 0 && chance.chance(0.2)) return followUp()
    if (chance.chance(0.1)) return ofServer()
    const visitor = `visitor-${chance.integer(8)}`
    const days = daysAgo(chance)
    viewed.push({ id: `event-${sent}`, visitor, days })
    return view(`event-${sent++}`, days, { ...pageOf(chance), visitor, ...userOf(chance) })
  }
}

/** Long ago, lately, or about when the file begins to hold all. */
function daysAgo(chance: Chance): number {
  if (chance.chance(0.1)) return KEEP + (chance.next() - 0.5) / 8
  return chance.next() * (chance.chance(0.6) ? 60 : KEEP)
}

function pageOf(chance: Chance): object {
  const query = chance.chance(0.2) ? '?utm_source=x' : ''
  return {
    url: `https://example.com/${chance.integer(9)}${query}`,
    title: `${chance.integer(9)}`,
  }
}

function userOf(chance: Chance): object {
  if (!chance.chance(0.2)) return {}
  const account = chance.chance(0.5) ? { account: `account-${chance.integer(2)}` } : {}
  return { user: `user-${chance.integer(6)}`, ...account }
}

/** What of two sides may happen to both, and how often beside the others. */
function happeningsTo(sides: readonly [Side, Side], chance: Chance) {
  const [side, whole] = sides
  const event = someEvents(chance)
  const stop = AbortSignal.abort()
  let refused = 0
  const both = async (work: (one: Side) => Promise<unknown>) => {
    for (const one of sides) await work(one)
  }
  const send = async () => {
    const events = Array.from({ length: 1 + chance.integer(6) }, event)
    const fates = side.one.import(events)
    refused += fates.filter((fate) => fate === 'too_old').length
    whole.one.import(events.filter((_, i) => fates[i] === 'accepted'))
  }
  const erase = (kind: 'user' | 'visitor' | 'account', most: number) => () => {
    const id = `${kind}-${chance.integer(most)}`
    return both((one) => one.erase(kind, id))
  }
  /** Stopped between two transactions. */
  const leaveSome = async () => {
    await side.forwarding.run()
    await side.leaving.some(stop).catch(() => undefined)
    side.one.store.forget()
  }
  return {
    refused: () => refused,
    early: [
      [send, 20],
      [erase('user', 6), 1],
    ] as const,
    late: [
      ...([
        [send, 30],
        [erase('user', 6), 1],
        [erase('visitor', 8), 1],
      ] as const),
      ...([
        [erase('account', 2), 1],
        [() => both((one) => one.tidy()), 3],
      ] as const),
      ...([
        [() => side.leave(), 2],
        [leaveSome, 4],
      ] as const),
    ],
  }
}

/** Once all is told, both other engines tell the same. Answers how many events are there alone. */
async function alike(sides: readonly [Side, Side], step: number): Promise<number> {
  const [side, whole] = sides
  for (const one of sides) await one.settle()
  expect({ step, ...factsOf(side) }).toEqual({ step, ...factsOf(whole) })
  expect(await side.differing()).toEqual([])
  return whole.count('event') - side.count('event')
}

describe.each([1, 7, 14, 27, 31, 33])('whatever happens (%i)', (seed) => {
  test('the other engine tells what it would tell of a file that holds all', async () => {
    const chance = random(seed)
    const [side, whole] = [new Side(), new Side()]
    const { early, late, refused } = happeningsTo([side, whole], chance)
    for (let step = 0; step < 60; step++) await chance.pick(early)()
    const left: number[] = []
    for (let step = 0; step < 80; step++) {
      await chance.pick(late)()
      if (step % 10 === 9) left.push(await alike([side, whole], step))
    }
    expect(Math.max(...left)).toBeGreaterThan(0)
    const counted = 'select coalesce(sum(count), 0) from quality where kind = ?'
    expect(side.one.db.prepare(counted).pluck().get('rejected:too_old')).toBe(refused())
    expect(refused()).toBeGreaterThan(0)
    for (const { one } of [side, whole]) one.close()
  }, 120_000)
})

/** Columns that name a row of another table by its number. */
const NAMES: Readonly<Record<string, Table>> = {
  ...{ page: 'page', landing: 'page', exit: 'page', pages: 'page', title: 'title', query: 'query' },
  ...{ acquisition: 'acquisition', visitor: 'person', person: 'person', user: 'person' },
  ...{ account: 'person', name: 'name' },
}
/** What says the same on both sides, whatever its number. */
const SAYS: Partial<Record<Table, string>> = {
  ...{
    page: 'path',
    title: 'text',
    query: 'text',
    acquisition: 'facts',
    person: 'key',
    name: 'text',
  },
}

/** What the other engine holds, by what rows say: one number may be given to something else earlier or later. */
function factsOf({ heap }: Side): Record<string, string[]> {
  const rows = Object.entries(heap.rows()).map(([table, texts]) => {
    const columns = columnsOf(table as Table)
    const objects = texts.map((text) => {
      const values = JSON.parse(text) as unknown[]
      return Object.fromEntries(columns.map((column, i) => [column, values[i]]))
    })
    return [table as Table, objects] as const
  })
  const said = new Map(
    rows.flatMap(([table, objects]) =>
      objects.map((row) => [`${table} ${row.id}`, row[SAYS[table] ?? 'id']] as const),
    ),
  )
  const named = (table: Table, id: unknown): unknown => {
    if (Array.isArray(id)) return id.map((one) => named(table, one)).sort()
    return id === null || id === 0 ? id : (said.get(`${table} ${id}`) ?? `unknown ${table}`)
  }
  const inWords = (table: Table, row: Record<string, unknown>) =>
    Object.entries(row).flatMap(([column, value]) => {
      if (column === 'id' && SAYS[table] !== undefined) return []
      const to = table === 'name' ? undefined : NAMES[column]
      return [[column, to ? named(to, value) : value]]
    })
  // Refusals are counted on one side alone.
  const compared = rows.filter(([table]) => TABLES.includes(table) && table !== 'quality')
  return Object.fromEntries(
    compared.map(([table, objects]) => [
      table,
      objects.map((row) => JSON.stringify(inWords(table, row))).sort(),
    ]),
  )
}
