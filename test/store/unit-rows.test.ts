import { expect, test } from 'vitest'
import { random } from '../../collector/demo/random.ts'
import { happeningsTo } from './unit-happenings.ts'
import { EXPERIMENTS, useScene } from './unit-scene.ts'

const scene = useScene()
const STEPS = 800
const BREAKDOWNS = [null, null, 'channel', 'language', 'source', 'page']

test('what is kept of units says what their events say, whatever happened in between', async () => {
  const chance = random(13)
  const happens = happeningsTo(scene, chance)
  scene.one.db.prepare('update site set retention_days = 20').run()
  for (let step = 0; step < STEPS; step++) {
    await chance.pick(happens)()
    if (chance.chance(0.5)) continue
    const key = EXPERIMENTS[chance.integer(3)]?.key
    const breakdown = BREAKDOWNS[chance.integer(BREAKDOWNS.length)]
    await scene.compare({ key, breakdown, limit: 3, ...(chance.chance(0.1) && { phase: 1 }) })
  }
  // Else the rows would not have been tried.
  expect(scene.asked.of).toBeGreaterThan(STEPS / 4)
  expect(scene.asked.anew).toBeLessThan(scene.asked.of / 2)
}, 300_000)
