import { describe, expect, test } from 'vitest'
import { day, exposed, useTested } from './tested.ts'

const METRICS = { primary: { goal: 'Buy', kind: 'proportion', window: '1d' } }
const NOW = '2026-11-20T12:00:00Z'

describe('on a site that stores nothing', () => {
  const tested = useTested({ identity: 'cookieless' }, NOW)

  test('an experiment of visitors says at once why nobody is in it, and the ways out', async () => {
    const { start, ask } = tested()
    await start({ metrics: METRICS }, day(20, '11:00:00'))
    const { verdict, health } = await ask()
    expect(health.without_ids).toBe(true)
    expect(verdict).toMatchObject({ word: 'check the data', trouble: 'no exposures' })
    expect(verdict.sentence).toContain('stores nothing in browsers')
    expect(verdict.sentence).toMatch(/draws by visits, or let the site store/)
  })

  test('one whose servers or tags name their visitors is judged by them', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: METRICS }, day(1))
    site.take(exposed('named', day(2), 'b'))
    const running = await ask()
    expect([running.health.units, running.health.without_ids]).toEqual([1, false])
    expect(running.verdict.word).toBe('keep running')
  })

  test.each(['user', 'visit'] as const)(
    'one of the unit %s waits for its first people',
    async (unit) => {
      const { start, ask } = tested()
      await start({ metrics: METRICS, unit }, day(20, '11:00:00'))
      const { verdict, health } = await ask()
      expect([health.without_ids, verdict.word]).toEqual([false, 'keep running'])
    },
  )
})

describe('on a site that stores an id', () => {
  const tested = useTested({}, NOW)

  test('nobody in the first hours is nothing to say', async () => {
    const { start, ask } = tested()
    await start({ metrics: METRICS }, day(20, '11:00:00'))
    const { verdict, health } = await ask()
    expect([health.without_ids, verdict.word]).toEqual([false, 'keep running'])
  })
})
