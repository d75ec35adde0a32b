import { afterEach, expect, test } from 'vitest'
import type { FunnelAnswer } from '../../collector/reports/funnel.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
afterEach(() => site?.close())

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

test.each([
  ['EUR', 1.005, 1.01],
  ['EUR', -1.005, -1.01],
  ['EUR', 8.165, 8.17],
  ['JPY', 2.5, 3],
  ['KWD', 1.0005, 1.001],
])(
  'in %s a conversion worth %d brings %d, in stats and in a funnel',
  async (currency, value, brings) => {
    site = await reportedSite({ currency })
    await site.goal({ name: 'Signup', event: 'Signup', value, count: 'every' })
    site.take([{ name: 'Signup', at: '2026-11-03T10:00:00', path: '/' }])
    const { totals } = await site.stats({ period: NOVEMBER, metrics: ['revenue'] })
    expect(totals).toEqual({ revenue: brings })
    const steps = [{ goal: 'Signup' }, { event: 'pageview' }]
    const funnel = (await site.run('funnel', { period: NOVEMBER, steps })) as FunnelAnswer
    expect(funnel.steps[0]?.revenue).toBe(brings)
  },
)
