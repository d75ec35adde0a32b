import { expect, test } from 'vitest'
import { replaceGoal } from '../../collector/settings/goals.ts'
import { sweepUnits } from '../../collector/store/sqlite/kept-units.ts'
import { BUY, DOMAIN, SITE, START, useScene } from './unit-scene.ts'

const scene = useScene()
const HOUR = 3_600_000
const DAY_S = 86_400
const MOST_CAUSES = 50_000

function show(visitor: string): void {
  const event = { visitor, at: START + HOUR, url: `https://${DOMAIN}/` }
  const props = { experiment: 'all', variant: 'b' }
  scene.one.import([
    { ...event, name: 'pageview', id: `pageview-of-${visitor}` },
    { ...event, name: 'exposure', id: `exposure-of-${visitor}`, props },
  ])
}

const number = (select: string) => scene.one.db.prepare<[], number>(select).pluck().get() ?? -1
const count = (table: string) => number(`select count(*) from ${table}`)
const sweep = () => sweepUnits(scene.one.db, async () => {})
const ask = () => scene.compare({ key: 'all' })
const outdateMany = (causes: number) =>
  scene.one.db.exec(`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${causes})
    insert into unit_outdated (kept, kind, who, epoch) select k.id, 0, 1000000 + n.i, 0 from unit_kept k, n`)

test.each([
  { causes: MOST_CAUSES, left: 1 },
  { causes: MOST_CAUSES + 1, left: 0 },
])(
  'after $causes visits that something happened to since, $left sets of rows are kept',
  async ({ causes, left }) => {
    show('a')
    await ask()
    outdateMany(causes)
    await sweep()
    expect([count('unit_kept'), count('unit_row'), count('unit_outdated')]).toEqual([
      left,
      left,
      left * causes,
    ])
    await ask()
  },
)

test('a question after more happened than is worked out one by one works all out anew', async () => {
  show('a')
  await ask()
  outdateMany(MOST_CAUSES + 1)
  expect(scene.asked).toEqual({ of: 1, anew: 1 })
  await ask()
  expect(scene.asked).toEqual({ of: 2, anew: 2 })
})

test('what nobody asks for in four weeks is kept no longer', async () => {
  show('a')
  await ask()
  const lastAsked = (days: number) =>
    scene.one.db.exec(`update unit_kept set touched_at = unixepoch() - ${days * DAY_S}`)
  lastAsked(27)
  await sweep()
  expect(count('unit_kept')).toBe(1)
  lastAsked(29)
  await sweep()
  expect([count('unit_kept'), count('unit_row'), count('unit_watch')]).toEqual([0, 0, 0])
})

test('once a day it is noted that a result is asked for', async () => {
  show('a')
  await ask()
  const idle = () => number('select unixepoch() - touched_at from unit_kept')
  const setIdle = (seconds: number) =>
    scene.one.db.exec(`update unit_kept set touched_at = unixepoch() - ${seconds}`)
  setIdle(DAY_S - 100)
  await ask()
  expect(idle()).toBeGreaterThan(DAY_S - 200)
  setIdle(DAY_S + 100)
  await ask()
  expect(idle()).toBeLessThan(100)
})

test('rows that mean nothing any more do not pile up: until they are swept no others are kept', async () => {
  show('a')
  await ask()
  for (const value of [7, 8, 9]) {
    await replaceGoal(scene.settings, SITE, scene.goals.buy.id, { ...BUY, value })
    await ask()
  }
  expect([count('unit_kept'), count('unit_row')]).toEqual([2, 2])
  expect([count('unit_kept where away = 0'), count('unit_watch')]).toEqual([0, 0])
  await sweep()
  expect(count('unit_row')).toBe(0)
  await ask()
  expect([count('unit_kept where away = 0'), count('unit_row')]).toEqual([1, 1])
})
