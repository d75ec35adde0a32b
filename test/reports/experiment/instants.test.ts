import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Instants } from '../../../collector/reports/experiment/instants.ts'

const times = fc.array(fc.integer({ min: 0, max: 8_640_000_000_000_000 }), { maxLength: 100 })

test('instants ascend, however they came and whenever they are asked for', () => {
  fc.assert(
    fc.property(times, times, times, (first, second, third) => {
      const [all, others] = [new Instants(), new Instants()]
      const ascend = (...some: number[][]) => some.flat().toSorted((a, b) => a - b)
      for (const at of first) all.add(at)
      expect([...all.ascending]).toEqual(ascend(first))
      for (const at of second) others.add(at)
      all.addAll(others)
      for (const at of third) all.add(at)
      expect([...all.ascending]).toEqual(ascend(first, second, third))
      expect([...others.ascending]).toEqual(ascend(second))
      expect(all.length).toBe(first.length + second.length + third.length)
    }),
  )
})

test('they are kept once: asked for again, it is the same memory', () => {
  const all = new Instants()
  for (const at of [3, 1, 2]) all.add(at)
  expect(all.ascending.buffer).toBe(all.ascending.buffer)
  all.add(0)
  expect([...all.ascending]).toEqual([0, 1, 2, 3])
})
