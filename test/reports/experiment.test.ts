import { describe, expect, test } from 'vitest'
import { ExperimentInput } from '../../collector/settings/experiments/definition.ts'
import { replaceExperiment } from '../../collector/settings/experiments/experiments.ts'
import { startExperiment } from '../../collector/settings/experiments/lifecycle.ts'
import { buy, day, exposed, useTested } from './experiment/tested.ts'

const BUYERS = { primary: { goal: 'Buy', kind: 'proportion', window: '7d' } }

describe('who is counted', () => {
  const tested = useTested({}, '2026-11-11T10:00:00Z')

  test('are units whose window has passed, from their first exposure on (case E5)', async () => {
    const { site, start, ask } = tested()
    // What they paid tells whose sale was counted.
    const secondary = [{ goal: 'Buy', kind: 'revenue', window: '7d' }]
    await start({ metrics: { ...BUYERS, secondary } }, day(1, '00:00:00'))
    site.take([
      ...exposed('x', day(1), 'b'),
      ...exposed('x', day(7), 'b'),
      buy('x', day(9), 100),
      ...exposed('y', day(1), 'b'),
      buy('y', day(8, '09:59:59'), 7),
      ...exposed('z', day(10), 'b'),
      // Nor does who has bought already: those who have not have had no time to.
      ...exposed('w', day(10), 'b'),
      buy('w', day(10), 50),
    ])
    for (const engine of ['always_valid', 'fixed', 'bayesian']) {
      const { metrics, health } = await ask({ engine })
      const [control, b] = metrics[0]?.variants ?? []
      expect(control).toMatchObject({ key: 'control', n: 0, immature: 0, sum: 0 })
      expect(b).toMatchObject({ key: 'b', n: 2, immature: 2, sum: 1, mean: 0.5 })
      expect(metrics[1]?.variants[1]).toMatchObject({ n: 2, immature: 2, sum: 7 })
      expect(health.units).toBe(4)
    }
  })

  test('count from the exposure to the end of the window, both included', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: { primary: { goal: 'Signup', kind: 'mean', window: '1d' } } }, day(1))
    const signup = (visitor: string, at: string) => ({ visitor, at, path: '/', name: 'Signup' })
    site.take([
      signup('a', day(2, '09:59:59.999')),
      ...exposed('a', day(2), 'b'),
      signup('a', day(2)),
      signup('a', day(3)),
      signup('a', day(3, '10:00:00.001')),
    ])
    expect((await ask()).metrics[0]?.variants[1]).toMatchObject({ n: 1, sum: 2, sum_squares: 4 })
  })

  test('are one person over all browsers, in the variant they saw first', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: BUYERS }, day(1))
    const known = (lines: object[]) => lines.map((line) => ({ ...line, user: 'u1' }) as never)
    site.take([
      ...known(exposed('phone', day(2), 'control')),
      ...known(exposed('desk', day(3), 'b')),
      ...known([buy('desk', day(3, '11:00:00'))]),
    ])
    const { metrics, health } = await ask()
    expect(metrics[0]?.variants).toMatchObject([
      { n: 1, sum: 1 },
      { n: 0, sum: 0 },
    ])
    expect(health).toMatchObject({ units: 1, crossovers: 1 })
  })

  test('are those of the phase that is asked about', async () => {
    const { site, start, stop, ask } = tested()
    await start({ metrics: BUYERS }, day(1))
    site.take([...exposed('a', day(1, '12:00:00'), 'b'), buy('a', day(1, '13:00:00'))])
    site.take(exposed('late', day(5, '12:00:00'), 'b'))
    await stop(day(5, '11:00:00'))
    // Whose window had not passed at the stop never enters, nor who came after it.
    const { metrics, health } = await ask({ phase: 1 })
    expect(metrics[0]?.variants[1]).toMatchObject({ n: 0, immature: 1 })
    expect(health.units).toBe(1)
    await expect(ask({ phase: 2 })).rejects.toMatchObject({
      status: 422,
      message: 'experiment "hero" has no phase 2; it has 1',
    })
  })
})

describe('a phase', () => {
  const tested = useTested({}, '2026-11-11T10:00:00Z')

  test('knows nothing of the variant that one before it showed (case E2)', async () => {
    const { site, start, stop, ask } = tested()
    const metrics = { primary: { goal: 'Buy', kind: 'proportion', window: '1d' } }
    const before = await start({ metrics, seed: 'hero-seed-1' }, day(1))
    site.take([...exposed('v1', day(2), 'control'), ...exposed('v7', day(2), 'b')])
    await stop(day(3))
    const weights = [0.6, 0.4].map((weight, i) => ({ key: ['control', 'b'][i], weight }))
    const changed = ExperimentInput.parse({ ...before, variants: weights })
    await replaceExperiment(site.settings, site.id, 'hero', changed)
    await startExperiment(site.settings, {
      ...{ site: site.id, key: 'hero', now: Date.parse(`${day(4)}Z`) },
    })
    const second = ['v1', 'v7'].flatMap((id) => exposed(id, day(5), 'control'))
    site.take([...second, ...exposed('v2', day(5), 'b')])
    for (const [phase, counts] of [
      [1, [1, 1]],
      [2, [2, 1]],
    ] as const) {
      const { health, metrics } = await ask({ phase })
      expect([phase, health.crossovers]).toEqual([phase, 0])
      expect(metrics[0]?.variants.map(({ n }) => n)).toEqual(counts)
    }
    expect((await ask()).meta.warnings.join()).toContain('no independent confirmation')
    // Two variants of one phase are a crossover, whichever the phase before showed.
    site.take(exposed('v7', day(6), 'b'))
    const { health, metrics: told } = await ask({ phase: 2 })
    expect(health.crossovers).toBe(1)
    expect(told[0]?.variants.map(({ n }) => n)).toEqual([2, 1])
  })

  test('is told as it was, whatever the next one has', async () => {
    const { site, start, stop, ask } = tested()
    const metrics = { primary: { goal: 'Buy', kind: 'proportion', window: '1d' } }
    const before = await start({ metrics }, day(1))
    site.take([...exposed('a', day(2), 'control'), ...exposed('b', day(2), 'b'), buy('b', day(2))])
    await stop(day(5))
    const first = await ask()
    const { settings, id } = site
    const changed = { ...before, unit: 'visit', variants: [{ key: 'control' }, { key: 'c' }] }
    await replaceExperiment(settings, id, 'hero', ExperimentInput.parse(changed))
    await startExperiment(settings, { site: id, key: 'hero', now: Date.parse(`${day(6)}Z`) })
    const again = await ask({ phase: 1 })
    expect(again.metrics[0]?.variants).toEqual(first.metrics[0]?.variants)
    expect([again.unit, again.health]).toEqual(['visitor', first.health])
    expect((await ask()).metrics[0]?.variants.map(({ key }) => key)).toEqual(['control', 'c'])
  })
})

describe('what they are worth', () => {
  const tested = useTested({}, '2026-11-20T12:00:00Z')

  test('is their money, refunds included, and a refund is no conversion', async () => {
    const { site, start, ask } = tested()
    const metrics = {
      primary: { goal: 'Buy', kind: 'revenue', window: '7d' },
      secondary: [
        { goal: 'Buy', kind: 'mean', window: '7d' },
        { goal: 'Buy', kind: 'ratio', of: 'revenue', per: 'Buy', window: '7d' },
      ],
    }
    await start({ metrics }, day(1))
    site.take([
      ...exposed('a', day(2), 'b'),
      buy('a', day(2, '10:05:00'), 40),
      buy('a', day(3), 20),
      buy('a', day(4), -15.5),
      ...exposed('c', day(2), 'b'),
    ])
    const [revenue, mean, ratio] = (await ask()).metrics.map(({ variants }) => variants[1])
    expect(revenue).toMatchObject({ n: 2, sum: 44.5, sum_squares: 44.5 ** 2, mean: 22.25 })
    expect(mean).toMatchObject({ n: 2, sum: 2, mean: 1 })
    expect(ratio).toMatchObject({ n: 2, sum: 44.5, mean: 22.25 })
  })

  test('leaves out money without a rate, and says so', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: { primary: { goal: 'Buy', kind: 'revenue', window: '1d' } } }, day(2))
    const foreign = { ...buy('a', day(3, '11:00:00')), revenue: { amount: 7, currency: 'USD' } }
    site.take([...exposed('a', day(3), 'b'), foreign, buy('a', day(3, '12:00:00'), 5)])
    const { metrics, meta } = await ask()
    expect(metrics[0]?.variants[1]).toMatchObject({ n: 1, sum: 5 })
    expect(meta).toMatchObject({
      ...{ from: '2026-11-02', to: '2026-11-20' },
      unconverted: [{ currency: 'USD', amount: 7, events: 1 }],
    })
  })

  test('is read beside the fourteen days before the exposure', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: { primary: { goal: 'Buy', kind: 'revenue', window: '1d' } } }, day(2))
    const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    site.take(
      people.flatMap((visitor, i) => [
        buy(visitor, '2026-10-19T09:00:00', 1_000),
        buy(visitor, '2026-10-25T09:00:00', 10 + i),
        ...exposed(visitor, day(3), i % 2 ? 'b' : 'control'),
        buy(visitor, day(3, '11:00:00'), 20 + 2 * i + (i % 2)),
      ]),
    )
    const { variants = [], cuped_reason } = (await ask()).metrics[0] ?? {}
    expect(cuped_reason).toBeNull()
    // Twice the past and one more in b: the past explains all but that one.
    expect(variants[1]?.absolute?.estimate).toBeCloseTo(3)
    expect(variants[1]?.cuped?.variance_reduction).toBeGreaterThan(0.95)
  })

  test('is split by what they were at the exposure', async () => {
    const { site, start, ask } = tested()
    await start({ metrics: BUYERS }, day(1))
    const from = (lines: object[], country: string) =>
      lines.map((line) => ({ ...line, language: country }) as never)
    site.take([
      ...from(exposed('a', day(2), 'b'), 'de'),
      ...from(exposed('c', day(2), 'b'), 'de'),
      ...from(exposed('d', day(2), 'control'), 'fr'),
      buy('a', day(3)),
    ])
    const { breakdown = [] } = (await ask({ breakdown: 'language' })).metrics[0] ?? {}
    expect(
      breakdown.map(({ value, variants }) => [value, variants.map(({ n, sum }) => [n, sum])]),
    ).toEqual([
      [
        'de',
        [
          [0, 0],
          [2, 1],
        ],
      ],
      [
        'fr',
        [
          [1, 0],
          [0, 0],
        ],
      ],
    ])
  })
})
