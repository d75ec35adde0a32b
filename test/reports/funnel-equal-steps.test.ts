import { afterEach, expect, test } from 'vitest'
import { deeds, type FunnelSite, funnelSite, MARCH_2, STEPS } from './funnel/site.ts'

let site: FunnelSite
afterEach(() => site.close())

const counts = async (request: object) =>
  (await site.funnel({ period: MARCH_2, steps: STEPS('AB'), ...request })).steps.map(
    ({ count }) => count,
  )

test('equal steps in any order want as many different events', async () => {
  site = await funnelSite()
  site.take(
    deeds(`once: A 10:00, B 10:01
           twice: A 10:00, B 10:01, A 10:02
           elsewise: B 10:00, A 10:01, A 10:02
           alone: A 10:00, A 10:01`),
  )
  expect(await counts({ order: 'any', steps: STEPS('AAB') })).toEqual([4, 3, 2])
  expect(await counts({ order: 'any', steps: STEPS('ABA') })).toEqual([4, 3, 2])
})
