import { describe, expect, test } from 'vitest'
import { record } from '../../../collector/auth/audit.ts'
import { changeSite, siteByDomain } from '../../../collector/settings/sites.ts'
import { DOMAIN } from '../site.ts'
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

describe('on a site that stored an id and does not any more', () => {
  const tested = useTested({}, NOW)

  /** The site's setting, changed as the API does it. */
  async function storeNothing(at: string, isNoted = true) {
    const { settings, id } = tested().site
    const now = Date.parse(`${at}Z`)
    const before = await siteByDomain(settings, DOMAIN)
    const after = await changeSite(settings, before, { identity: 'cookieless' }, now)
    const entry = {
      site: id,
      actor: 'nobody',
      what: 'changed',
      thing: 'site',
      before,
      after,
    } as const
    if (isNoted) await record(settings, entry, now)
  }

  test('an experiment of visitors says since when nobody new comes in, and waits no longer', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: METRICS }, day(1))
    site.take(exposed('known', day(2), 'b'))
    await storeNothing(day(19))
    const { verdict, health } = await ask()
    expect(health).toMatchObject({
      ...{ units: 1, without_ids: false, nobody_new: { since: '2026-11-19T10:00:00.000Z' } },
    })
    expect(verdict).toMatchObject({ word: 'check the data', trouble: 'nobody new' })
    expect(verdict.days_left).toBe(null)
    expect(verdict.sentence).toMatch(/nobody new comes in.*let the site store an id again/)
  })

  test('not where tags or servers name visitors, so that they go on to come in', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: METRICS }, day(1))
    site.take(exposed('known', day(2), 'b'))
    await storeNothing(day(10))
    site.take(exposed('from an open page', day(10, '20:00:00'), 'b'))
    expect((await ask()).health.nobody_new).not.toBe(null)
    site.take(exposed('named', day(12), 'control'))
    const { verdict, health } = await ask()
    expect([health.nobody_new, verdict.word]).toEqual([null, 'keep running'])
  })

  test('where the history does not tell when, a week without anybody new does', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: METRICS }, day(1))
    const many = Array.from({ length: 20 }, (_, i) => exposed(`known-${i}`, day(2), 'b'))
    site.take(many.slice(1).flat())
    await storeNothing(day(3), false)
    expect((await ask()).health.nobody_new).toBe(null)
    site.take(many[0] ?? [])
    expect((await ask()).health.nobody_new).toEqual({ since: null })
    site.take(exposed('named', day(14), 'control'))
    expect((await ask()).health.nobody_new).toBe(null)
  })

  test('nor of a phase that has ended, of other units, and where nobody ever was in it', async () => {
    const { site, start, stop, ask } = tested()
    await start({ metrics: METRICS }, day(1))
    await storeNothing(day(3))
    const empty = (await ask()).health
    expect([empty.without_ids, empty.nobody_new]).toEqual([true, null])
    site.take(exposed('known', day(2), 'b'))
    await stop(day(4))
    expect((await ask()).health.nobody_new).toBe(null)
    await start({ key: 'visits', unit: 'visit', metrics: METRICS }, day(1))
    site.take(exposed('known', day(2), 'b', 'visits'))
    expect((await ask({ key: 'visits' })).health).toMatchObject({ units: 1, nobody_new: null })
  })
})
