import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { historiesOf } from '../../collector/store/clickhouse/histories.ts'

const PARTS = {
  site: 1,
  of: 'person',
  from: sql`from event e`,
  marks: [sql`true`],
  beside: [],
} as const

/** Rows as a client may give them: 64-bit numbers as text. */
async function* found(...people: string[]) {
  for (const who of people) yield { who, at: '5', marks: '1' }
}

async function told(most: number, ...people: string[]) {
  const lengths: [number, number][] = []
  for await (const { who, moments } of historiesOf(
    { ...PARTS, beside: [] },
    () => found(...people),
    most,
  ))
    lengths.push([who, moments.length])
  return lengths
}

test('a person whose number comes as text has one history', async () => {
  expect(await told(9, '1', '1', '2')).toEqual([
    [1, 2],
    [2, 1],
  ])
})

test('a person with more moments than are put in order is refused, many people are not', async () => {
  expect(await told(2, '1', '1', '2', '2', '3')).toHaveLength(3)
  await expect(told(2, '1', '1', '1')).rejects.toMatchObject({ status: 422 })
})
