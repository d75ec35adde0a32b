import type { AttributionAnswer } from '../../../collector/reports/attribution.ts'
import type { ReadSpend } from '../../../collector/reports/spend-file.ts'
import { type GoalInput as Goal, GoalInput } from '../../../collector/settings/goals.ts'
import { storeRates } from '../../../collector/settings/rates.ts'
import { storeSpend } from '../../../collector/settings/spend.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

export const ALL_MODELS = [
  'first',
  'last',
  'last_non_direct',
  'linear',
  'position',
  'time_decay',
  'markov',
  'shapley',
] as const
export const MARCH = { from: '2026-03-01', to: '2026-03-31' }

export interface AttributedSite extends ReportedSite {
  /** Stores rows of spend as an import of its own. */
  spend(rows: object[], name?: string): Promise<void>
  rates(rows: { day: string; currency: string; rate: number }[]): Promise<void>
  attribution(request?: object): Promise<AttributionAnswer>
}

/** A site whose goal is what `Buy` brings, asked by source in March. */
export async function attributedSite(
  goal: Partial<Goal> = {},
  site: Parameters<typeof reportedSite>[0] = { currency: 'USD' },
): Promise<AttributedSite> {
  const reported = await reportedSite(site)
  await reported.goal(GoalInput.parse({ name: 'Buy', event: 'Buy', value: 'revenue', ...goal }))
  return {
    ...reported,
    async spend(rows, name = 'rows') {
      const { file } = (await reported.run('spend/read', { import: name, rows })) as ReadSpend
      if (!file) throw new Error('nothing to store')
      const stored = { import: name, platform: 'generic', mapping: undefined, ...file }
      await storeSpend(reported.settings, reported.id, stored, 0)
    },
    async rates(rows) {
      await storeRates(reported.settings, reported.id, { rows })
    },
    async attribution(request = {}) {
      const whole = { period: MARCH, dimension: 'source', ...request }
      return (await reported.run('attribution', whole)) as AttributionAnswer
    },
  }
}

/** `visit('02T10:00', 'google/cpc', 'p')`: a page of March 2026, tagged; without a source nobody brought it. */
export function visit(
  at: string,
  from: string | undefined,
  visitor = 'p',
  more: object = {},
): Line {
  const [source, medium] = from?.split('/') ?? []
  const tags = new URLSearchParams({
    ...(source && { utm_source: source }),
    ...(medium && { utm_medium: medium }),
  })
  const path = source ? `/?${tags}` : '/'
  return { at: `2026-03-${at}:00`, path, visitor, ...more }
}

/** A sale that a server reports. */
export function buy(at: string, amount: number, visitor = 'p', more: object = {}): Line {
  const { order, currency = 'USD', ...rest } = more as { order?: string; currency?: string }
  const revenue = { amount: amount.toFixed(2), currency, ...(order && { order }) }
  return { name: 'Buy', at: `2026-03-${at}:00`, visitor, revenue, ...rest }
}

/** `{google: [conversions, revenue]}` under a model. */
export function credited(answer: AttributionAnswer, model: string): Record<string, number[]> {
  return Object.fromEntries(
    answer.rows.flatMap((row) => {
      const { conversions = 0, revenue = 0 } = row.models[model] ?? {}
      const isAny = conversions !== 0 || revenue !== 0
      return isAny ? [[String(Object.values(row).at(0)), [conversions, revenue]]] : []
    }),
  )
}
