import { expect, test } from 'vitest'
import { serveBare } from '../../collector/bench/bare.ts'
import { figure, held, median } from '../../collector/bench/figures.ts'
import { applyLoad } from '../../collector/bench/load.ts'
import { asText } from '../../collector/bench/report.ts'
import { requestBytes } from '../../collector/bench/requests.ts'

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle)
})

test('a bound is held at its very edge', () => {
  expect(held(figure('a', [150], { unit: 'ms', reach: { most: 150 } }))).toBe(true)
  expect(held(figure('a', [0.49], { unit: 'ratio', reach: { least: 0.5 } }))).toBe(false)
  expect(held(figure('a', [1], { unit: 'ms' }))).toBeUndefined()
})

test('the table names the median, the spread, the aim and whether it is met', () => {
  const figures = [figure('p99', [20, 30, 25], { unit: 'ms', reach: { most: 25 } })]
  expect(asText(figures).split('\n')[1]).toMatch(/^p99\s+25 ms\s+20 ms – 30 ms\s+≤ 25 ms\s+✓$/)
})

test('the load generator gets an answer to every request, and every request is another', async () => {
  const port = await serveBare()
  const options = { host: `127.0.0.1:${port}`, site: 'bench.test', seed: 1, batch: 3, now: 0 }
  const requests = requestBytes({ ...options, requests: 200 })
  const loaded = await applyLoad({ port, requests, connections: 8 })
  expect(loaded).toMatchObject({ answered: 200, refused: 0 })
  expect(loaded.latencies.every((latency) => latency > 0)).toBe(true)
  expect(new Set(requests.map(String)).size).toBe(200)
})
