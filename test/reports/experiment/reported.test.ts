import { describe, expect, test } from 'vitest'
import { changeSite, siteByDomain } from '../../../collector/settings/sites.ts'
import { DOMAIN } from '../site.ts'
import { buy, day, exposed, useTested } from './tested.ts'

/** What people reported of other tools' experiments. */
describe('a result', () => {
  const tested = useTested({}, '2026-11-20T12:00:00Z')
  const metrics = { primary: { goal: 'Buy', kind: 'proportion', window: '1d' } }

  // https://github.com/PostHog/posthog/pull/60006
  test('names a variant that nobody has been shown, on each day', async () => {
    const { site, start, ask } = tested()
    await start({ metrics }, day(1))
    site.take(exposed('one', day(2), 'b'))
    const { health } = await ask()
    expect(health.exposures.every(({ counts }) => 'control' in counts && 'b' in counts)).toBe(true)
    expect(health.exposures.find((one) => one.day === '2026-11-02')?.counts).toEqual({
      control: 0,
      b: 1,
    })
  })

  // https://github.com/PostHog/posthog/pull/60006
  test('is not alarmed by a share that is held out', async () => {
    const { site, start, ask } = tested()
    const before = await siteByDomain(site.settings, DOMAIN)
    await changeSite(site.settings, before, { holdout: 0.2 }, Date.parse(`${day(1)}Z`))
    await start({ metrics }, day(1))
    const people = (variant: string) =>
      Array.from({ length: 60 }, (_, i) => exposed(`${variant}-${i}`, day(2), variant)).flat()
    site.take([...people('control'), ...people('b')])
    expect((await ask()).health.srm).toMatchObject({ flag: false, p_value: 1, by: [] })
  })

  // https://github.com/PostHog/posthog/pull/72763
  test('counts a window from the first exposure, whoever sees it again', async () => {
    const { site, start, ask } = tested()
    await start({ metrics }, day(1))
    site.take([
      ...exposed('one', day(2), 'b'),
      ...exposed('one', day(5), 'b'),
      { ...buy('one', day(5, '11:00:00')) },
    ])
    expect((await ask()).metrics[0]?.variants[1]).toMatchObject({ key: 'b', n: 1, sum: 0 })
  })

  // https://github.com/growthbook/growthbook/issues/68
  test('leaves out whose window has not passed, with what they have done', async () => {
    const { site, start, ask } = tested()
    await start({ metrics }, day(1))
    site.take([...exposed('one', day(20), 'b'), buy('one', day(20, '10:05:00'))])
    expect((await ask()).metrics[0]?.variants[1]).toMatchObject({ n: 0, immature: 1, sum: 0 })
  })
})
