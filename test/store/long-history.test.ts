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

/** Rows as they come, two at a time. */
async function* found(...people: number[]) {
  for (let i = 0; i < people.length; i += 2) yield people.slice(i, i + 2).map((who) => [who, 5, 1])
}

async function told(most: number, ...people: number[]) {
  const lengths: [number, number][] = []
  for await (const { who, moments } of historiesOf(
    { ...PARTS, beside: [] },
    () => found(...people),
    most,
  ))
    lengths.push([who, moments.length])
  return lengths
}

test('a person has one history, however its rows come', async () => {
  expect(await told(9, 1, 1, 1, 2)).toEqual([
    [1, 3],
    [2, 1],
  ])
})

test('a person with more moments than are put in order is refused, many people are not', async () => {
  expect(await told(2, 1, 1, 2, 2, 3)).toHaveLength(3)
  await expect(told(2, 1, 1, 1)).rejects.toMatchObject({ status: 422 })
})
