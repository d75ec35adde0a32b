import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, NOW } from '../store/happenings.ts'
import { Side } from './side.ts'

let side: Side
beforeEach(() => {
  side = new Side()
})
afterEach(() => side.one.close())

/** What of a file and its log holds the text. */
const holding = (text: string) =>
  ['', '-wal'].filter((end) => readFileSync(`${side.one.path}${end}`).includes(text))

function campaignsOf(visitor: string, mark: string, many: number) {
  side.one.import(
    Array.from({ length: many }, (_, i) => ({
      ...{ id: `${mark}-event-${i}`, name: 'pageview', at: NOW - DAY + i, visitor },
      url: `https://example.com/?utm_source=google&utm_campaign=${mark}${'x'.repeat(200)}${i}`,
    })),
  )
}

test('of who is erased nothing stays of what was noted for the other engine, in the file and its log', async () => {
  campaignsOf('ann', 'annas', 90)
  campaignsOf('ben', 'bens', 90)
  await side.forwarding.run()
  expect(holding('annas')).not.toEqual([])
  await side.erase('visitor', 'ann')
  await side.forwarding.run()
  expect(side.count('outbox')).toBe(0)
  expect(holding('annas')).toEqual([])
  expect(JSON.stringify(side.heap.rows())).not.toContain('annas')
  expect(JSON.stringify(side.heap.rows())).toContain('bens')
})
