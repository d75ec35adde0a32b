import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tally } from '../../collector/store/port.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
})
afterAll(() => site.close())

const tally = (parts: Partial<Tally> & Pick<Tally, 'from'>) =>
  site.reader.tally({ site: site.id, keys: [], sums: [], ...parts })

describe('what a question may hold', () => {
  const digits = sql`(select 0 as d ${sql.raw([1, 2, 3, 4, 5, 6, 7, 8, 9].map((d) => `union all select ${d}`).join(' '))})`
  /** Each number below the count, by its digits. */
  const numbers = (count: number) => sql`from (
    select a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d as i
    from ${digits} a cross join ${digits} b cross join ${digits} c
    cross join ${digits} d cross join ${digits} e cross join ${digits} f) n where n.i < ${count}`
  const value = (text: string) => ({ kind: 'value' as const, value: sql.raw(text) })

  test('more combinations than it may hold are refused with what to change', async () => {
    const asked = { keys: [value('i % 1000'), value('i - i % 1000')] }
    expect((await tally({ ...asked, from: numbers(100_000) })).rows).toHaveLength(100_000)
    await expect(tally({ ...asked, from: numbers(100_001) })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('fewer dimensions'),
    })
  })

  test('sums are exact where numbers would round, and say when the answer cannot be', async () => {
    const huge = sql`9007199254740991 * (case i % 2 when 0 then 1 else -1 end) + (i = 1)`
    const { total } = await tally({ from: numbers(10), sums: [huge, sql`i`] })
    expect(total).toEqual({ rows: 10, people: 0, sums: [1, 45] })
    const { total: rounded } = await tally({ from: numbers(3), sums: [sql`9007199254740991`] })
    expect(rounded).toEqual({ rows: 3, people: 0, sums: [3 * 9007199254740991], rounded: true })
  })
})
