import { expect, test } from 'vitest'
import { placed } from '../../dashboard/charts/sparkline.tsx'

const columns = (values: (number | null)[]) => placed(values).map(([x]) => x)

test('what is unknown before the first value is no line at zero', () => {
  expect(columns([null, null, 5, 10])).toEqual([48, 72])
  expect(columns([0, 0, 5, 10])).toEqual([0, 24, 48, 72])
  expect(placed([null, null])).toEqual([])
  expect(placed([])).toEqual([])
})

test('what is unknown between values is none', () => {
  const [first, gap, last] = placed([10, null, 10])
  expect(first?.[1]).toBe(last?.[1])
  expect(gap?.[1]).toBeGreaterThan(first?.[1] ?? 0)
})
