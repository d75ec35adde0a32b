import { describe, expect, test } from 'vitest'
import { buy, day, exposed, useTested } from './tested.ts'

describe('what is said', () => {
  const tested = useTested({}, '2026-11-20T12:00:00Z')

  /** n people a variant over the days, of whom some buy at once. */
  function crowd(n: number, buyers: Record<string, number>) {
    return Object.entries(buyers).flatMap(([variant, buying]) =>
      Array.from({ length: n }, (_, i) => {
        const visitor = `${variant}-${i}`
        const at = Date.parse(`${day(2 + (i % 12))}Z`) + i * 1_000
        const lines = exposed(visitor, day(1), variant).map((line) => ({ ...line, at }))
        return i < buying ? [...lines, { ...buy(visitor, day(1)), at: at + 60_000 }] : lines
      }).flat(),
    )
  }
  const quick = { primary: { goal: 'Buy', kind: 'proportion', window: '1d' } }

  test('is to ship what is better', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: quick }, day(1))
    site.take(crowd(400, { control: 40, b: 120 }))
    const { verdict, metrics, health } = await ask()
    expect(health.srm).toMatchObject({ flag: false, p_value: 1 })
    expect(verdict).toMatchObject({ word: 'ship', goal: 'Buy', variant: 'b', missing: null })
    expect(verdict.sentence).toMatch(/^Ship b\. Buy: 30 % instead of 10 % \(\+/)
    expect(metrics[0]?.variants[1]).toMatchObject({ n: 400, sum: 120, mean: 0.3 })
    expect(metrics[0]?.series).toHaveLength(20)
  })

  test('is to roll back what is worse, also where nobody of it does it', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: quick }, day(1))
    site.take(crowd(400, { control: 60, b: 0 }))
    expect((await ask()).verdict).toMatchObject({ word: 'roll back', variant: 'b' })
  })

  test('is to look at the data where nothing was changed and yet something differs', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: quick, same: true }, day(1))
    site.take(crowd(400, { control: 40, b: 120 }))
    const { same, verdict } = await ask()
    expect(same).toBe(true)
    expect(verdict).toMatchObject({ word: 'check the data', trouble: 'same', variant: 'b' })
    expect(verdict.sentence).toContain('nothing was changed, and yet there is a difference')
  })

  test('of an A/A test that found nothing is that it is as it should be', async () => {
    const { site, start, ask } = tested()
    const plan = { minimum_effect: 0.1, total: 600 }
    await start({ metrics: quick, plan, same: true }, day(1))
    site.take(crowd(400, { control: 40, b: 40 }))
    expect((await ask()).verdict).toMatchObject({
      word: 'inconclusive at the planned end',
      sentence: 'Nothing was changed and nothing was found, as it should be.',
    })
  })

  test('is to look at the data where the split is not what was asked for', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: quick }, day(1))
    site.take([...crowd(300, { control: 30 }), ...crowd(200, { b: 80 })])
    const { verdict, health } = await ask()
    expect(health.srm?.flag).toBe(true)
    expect(verdict).toMatchObject({ word: 'check the data', trouble: 'split' })
  })

  test('names as a cause also what one variant has nobody of', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: quick }, day(1))
    site.take(crowd(40, { b: 4 }))
    const { srm } = (await ask()).health
    expect(srm?.by.map(({ dimension }) => dimension)).toEqual(['browser', 'device', 'source'])
  })

  test('is held against the designed weights, and not against halves (case E6)', async () => {
    const { site, start, ask } = tested()
    const variants = [
      { key: 'control', weight: 0.95 },
      { key: 'b', weight: 0.05 },
    ]
    await start({ metrics: quick, variants }, day(1))
    site.take([...crowd(380, { control: 40 }), ...crowd(20, { b: 2 })])
    const asDesigned = await ask()
    expect(asDesigned.health.srm).toMatchObject({ p_value: 1, flag: false })
    expect(asDesigned.verdict.word).not.toBe('check the data')
    site.take(crowd(400, { b: 2 }))
    const halved = await ask()
    expect(halved.health.srm?.flag).toBe(true)
    expect(halved.verdict).toMatchObject({ word: 'check the data', trouble: 'split' })
  })

  test('waits for enough by every engine, also where the plan has ended', async () => {
    const { site, start, ask } = tested()
    const plan = { minimum_effect: 0.1, total: 80, looks: [day(18).slice(0, 10)] }
    await start({ metrics: quick, plan }, day(1))
    site.take(crowd(40, { control: 1, b: 20 }))
    for (const engine of ['always_valid', 'fixed', 'bayesian']) {
      expect((await ask({ engine })).verdict.word, engine).not.toBe('ship')
    }
  })

  test('is by the interval that the engine shows', async () => {
    const { site, start, ask } = tested()
    // 10 % each: ±4.2 points by Welch, ±3.4 by the posterior, ±3.8 do not matter.
    await start({ metrics: quick, plan: { minimum_effect: 0.38, total: 800 } }, day(1))
    site.take(crowd(400, { control: 40, b: 40 }))
    const wordBy = async (engine: string) => (await ask({ engine })).verdict.word
    expect(await wordBy('bayesian')).toBe('no difference worth having')
    expect(await wordBy('fixed')).toBe('inconclusive at the planned end')
  })

  test('is, by who does not peek, what the planned end said, however long it goes on', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: quick, plan: { minimum_effect: 0.1, total: 800 } }, day(1))
    site.take(crowd(400, { control: 40, b: 40 }))
    // A hundred more in each, of whom 10 and 60 buy.
    const later = Array.from({ length: 200 }, (_, i) => {
      const visitor = `late-${i}`
      const variant = i % 2 ? 'b' : 'control'
      const bought = i < (i % 2 ? 120 : 20) ? [buy(visitor, day(16, '11:00:00'))] : []
      return [...exposed(visitor, day(16), variant), ...bought]
    })
    site.take(later.flat())
    const wordBy = async (engine: string) => (await ask({ engine })).verdict.word
    expect(await wordBy('always_valid')).toBe('ship')
    expect(await wordBy('fixed')).toBe('inconclusive at the planned end')
    expect(await wordBy('bayesian')).toBe('inconclusive at the planned end')
  })

  test('is, by who does not peek, nothing where it was stopped before the planned end', async () => {
    const { site, start, stop, ask } = tested()
    await start({ metrics: quick, plan: { minimum_effect: 0.1, total: 2_000 } }, day(1))
    site.take(crowd(400, { control: 40, b: 120 }))
    await stop(day(16))
    expect((await ask()).verdict.word).toBe('ship')
    expect((await ask({ engine: 'fixed' })).verdict).toMatchObject({
      word: 'inconclusive at the planned end',
      sentence: 'Stopped before the planned end, at which alone this engine decides.',
    })
  })

  test('is said at the planned look by who does not peek', async () => {
    const { site, start, ask } = tested()
    const looks = ['2026-11-10', '2026-11-18', '2026-12-24']
    await start({ metrics: quick, plan: { minimum_effect: 0.1, total: 2_000, looks } }, day(1))
    site.take(crowd(400, { control: 40, b: 120 }))
    expect((await ask({ engine: 'fixed' })).verdict).toMatchObject({ word: 'ship', variant: 'b' })
  })

  test('goes by the share of the plan that is there of the two that are compared', async () => {
    const { site, start, ask } = tested()
    const variants = [
      { key: 'control', weight: 0.5 },
      { key: 'b', weight: 0.25 },
      { key: 'c', weight: 0.25 },
    ]
    const looks = ['2026-11-18', '2026-12-24']
    const plan = { minimum_effect: 0.1, total: 800, looks }
    await start({ variants, metrics: quick, plan }, day(1))
    // 450 of 600 planned for control and b: the bound is 2.34, z = 0.1 / 0.04397 = 2.27.
    site.take([...crowd(300, { control: 60 }), ...crowd(150, { b: 45, c: 30 })])
    expect((await ask({ engine: 'fixed' })).verdict.word).toBe('keep running')
  })

  test('is by a look that has only its part of alpha where several variants are compared', async () => {
    const { site, start, ask } = tested()
    const variants = ['control', 'b', 'c'].map((key) => ({ key, weight: 1 / 3 }))
    const plan = { minimum_effect: 0.1, total: 1_800, looks: ['2026-11-18', '2026-12-24'] }
    await start({ variants, metrics: quick, plan }, day(1))
    // Half of the 1,200 planned for control and b: z = 0.11 / 0.0354 = 3.11, the bound 3.34, alone it were 2.96.
    site.take(crowd(300, { control: 60, b: 93, c: 60 }))
    expect((await ask({ engine: 'fixed' })).verdict.word).toBe('keep running')
  })

  test('is not taken back once a variant that had too little to be judged has enough', async () => {
    const { site, start, ask } = tested()
    const variants = [0.45, 0.45, 0.1].map((weight, i) => ({
      key: ['control', 'b', 'c'][i],
      weight,
    }))
    await start({ variants, metrics: quick }, day(1))
    site.take([...crowd(360, { control: 120, b: 170 }), ...crowd(60, { c: 20 })])
    const pOf = async () => (await ask()).metrics[0]?.variants[1]?.adjusted_p_value ?? 0
    const before = await pOf()
    expect(before).toBeGreaterThan(0)
    site.take(crowd(100, { c: 33 }))
    expect(await pOf()).toBeLessThanOrEqual(before)
  })

  test('is to wait for the primary metric whose units are mature last', async () => {
    const { site, start, ask } = tested()
    const primary = ['1d', '14d'].map((window) => ({ ...quick.primary, window }))
    await start({ metrics: { primary }, plan: { minimum_effect: 0.1, total: 800 } }, day(1))
    site.take(crowd(400, { control: 40, b: 40 }))
    // Of two weeks only those of the first days are there.
    const { verdict, metrics } = await ask()
    expect(metrics.map(({ variants }) => variants[1]?.n)).toEqual([400, 169])
    expect(verdict.word).toBe('keep running')
    expect(verdict.days_left).toBeGreaterThan(0)
  })

  test('is to wait while too few have done it, and how many are missing', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: quick, plan: { minimum_effect: 0.1, total: 4_000 } }, day(1))
    site.take(crowd(40, { control: 4, b: 6 }))
    const { verdict } = await ask()
    expect(verdict).toMatchObject({ word: 'keep running', missing: { days: 0, units: 40 } })
    expect(verdict.days_left).toBeGreaterThan(900)
  })
})
