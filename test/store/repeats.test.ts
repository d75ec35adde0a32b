import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EventReader } from '../../collector/store/port.ts'
import { type Connection, openDatabase } from '../../collector/store/sqlite/open.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { unpackId } from '../../collector/store/sqlite/uid.ts'
import { type Collector, collector } from '../intake/collector.ts'

const NOON = Date.UTC(2026, 3, 1, 12)
const HOUR = 3_600_000

let one: Collector
let db: Connection
let reader: EventReader
beforeEach(() => {
  one = collector({ now: () => NOON + HOUR })
  db = openDatabase(one.path, { readonly: true })
  reader = eventReader(db)
})
afterEach(async () => {
  await reader.close()
  one.close()
})

interface Sale {
  id: string
  at?: number
  amount?: number
  order?: string
  name?: string
}

function sell(sales: readonly Sale[]): void {
  one.import(
    sales.map(({ id, at = NOON, amount = 5, order = 'one', name = 'Buy' }) => ({
      ...{ id, at, name, visitor: `visitor-of-${id}`, url: 'https://example.com/' },
      revenue: { amount, currency: 'USD', order },
    })),
  )
  // As if each had come by itself: then the text of the ids decides about those of one instant.
  one.db.exec('update event set nth = null')
}

/** Events that are no repeats, in the order of their ids. */
async function firsts(): Promise<string[]> {
  const span = { from: NOON - HOUR, to: NOON + HOUR }
  const rows = await reader.rows<{ id: string }>(
    sql`select id_text(e.uid) as id ${reader.dialect.eventsWithin(1, span)}
      and not ${reader.dialect.isRepeat(1)}`,
  )
  return rows.map(({ id }) => id).toSorted()
}

const idOf = (number: number) => `sale-${String(number).padStart(6, '0')}`
/** The last id is stored first. */
const backwards = (count: number) => Array.from({ length: count }, (_, i) => idOf(count - i))

test('the first sale of thousands at one instant is found without comparing all with all', async () => {
  const many = 3_000
  sell(backwards(many).map((id) => ({ id })))
  let read = 0
  db.function('id_text', { deterministic: true }, (id: unknown) => {
    read++
    return unpackId(id as Buffer | string)
  })
  expect(await firsts()).toEqual([idOf(1)])
  expect(read).toBeLessThan(10 * many)
})

test.each([2, 64, 65, 200])('of %d sales of an order the earliest is the first', async (count) => {
  sell([
    ...backwards(count).map((id, place) => ({ id, at: NOON - (place % 3) })),
    // What was given back sells nothing, and neither an order's nor an event's other name is the same sale.
    { id: 'refund-000001', at: NOON - 10, amount: -5 },
    { id: 'another-order', order: 'two' },
    { id: 'another-event', name: 'Renewal' },
  ])
  const earliest = backwards(count).filter((_, place) => place % 3 === Math.min(2, count - 1))
  const expected = ['another-event', 'another-order', 'refund-000001', earliest.toSorted()[0]]
  expect(await firsts()).toEqual(expected.toSorted())
})
