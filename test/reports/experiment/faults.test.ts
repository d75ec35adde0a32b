import { expect, test } from 'vitest'
import { DAY } from '../../../collector/durations.ts'
import { faultDetail } from '../../../collector/fault-detail.ts'
import { day, exposed, useTested } from './tested.ts'

const tested = useTested({}, '2026-11-11T10:00:00Z')
const BUYERS = { primary: { goal: 'Buy', kind: 'proportion', window: '1d' } }

test('how often pages could not show a variant is told of the days of its phase', async () => {
  const { site, start, stop, ask } = tested()
  await start({ metrics: BUYERS }, day(3))
  await stop(day(5))
  site.take(exposed('x', day(4), 'b'))
  const add = site.db.prepare(
    'insert into quality (site, day, kind, detail, count) values (?, ?, ?, ?, ?)',
  )
  const count = (n: number, detail: string, counted: number, kind = 'rejected:experiment_fault') =>
    add.run(site.id, Math.floor(Date.parse(`${day(n)}Z`) / DAY), kind, detail, counted)
  count(2, 'hero: b', 1)
  count(3, 'hero: b', 2)
  count(5, 'hero: b', 4)
  count(5, 'hero: control', 8)
  count(6, 'hero: b', 16)
  count(4, 'hero-2: b', 32)
  count(4, 'hero: b', 64, 'rejected:hostname')
  expect((await ask()).health.faults).toEqual({ control: 8, b: 6 })
})

test('two long keys are counted as they are kept', () => {
  const [one, other] = ['a'.repeat(64), 'b'.repeat(64)]
  expect(faultDetail('hero', 'b')).toBe('hero: b')
  expect(faultDetail(one, other)).toHaveLength(120)
})
