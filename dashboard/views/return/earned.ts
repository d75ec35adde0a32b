import { incomparable } from '../../models/comparison.ts'
import { type Attribution, LEVELS, type Level, MODELS, type Model } from './asked.ts'

type AnswerRow = Attribution['rows'][number]
type Interval = readonly [low: number, high: number | null]

/** What one row cost and earned under the model in view. Money in the site's currency. */
export interface Earned {
  value: string | number | null
  /**
   * `unvisited` cost something and no visit is called so; `unattributed` is what no visit led to; `open` is spend that leaves
   * the value open, beside all visits without one, paid for or not: it has no return.
   */
  kind: 'visited' | 'unvisited' | 'unattributed' | 'open'
  /** Null where nothing was spent, or the filters ask about what spend does not tell. */
  cost: number | null
  visits: number
  conversions: number
  revenue: number
  profit: number | null
  cpa: number | null
  /** Revenue over cost; null of goals that bring no money, and where nothing was spent. */
  roas: number | null
  interval: Interval | null
  customers: number
  cac: number | null
  /** The least and the greatest return by any model. */
  spread: readonly [number, number] | null
}

const UNATTRIBUTED = 'Unattributed'

/** The rows as the model in view has them. */
function earnedRows(
  rows: readonly AnswerRow[],
  { level, model }: { level: Level; model: Model },
): Earned[] {
  return rows.map((row) => {
    const value = known(row[level])
    const kind = kindOf(value, row)
    return { value, kind, ...earnedOf(row, model), ...(kind === 'open' && NO_RATIOS) }
  })
}

function earnedOf(row: AnswerRow, model: Model): Omit<Earned, 'value' | 'kind'> {
  const { visits, models } = row
  const cost = row.cost || null
  const { conversions, revenue, new_customers, roas_interval, ...ratios } = models[model] ?? NOTHING
  const { cpa, roas, cac } = cost === null ? NOTHING : ratios
  return {
    cost,
    visits,
    conversions,
    revenue,
    profit: cost && revenue - cost,
    cpa,
    roas,
    interval: roas_interval,
    customers: new_customers,
    cac,
    spread: spreadOf(Object.values(models).map((cell) => cell.roas)),
  }
}

const NO_RATIOS = { profit: null, cpa: null, roas: null, interval: null, cac: null, spread: null }

/** What a model says that was not asked. */
const NOTHING = {
  conversions: 0,
  revenue: 0,
  new_customers: 0,
  cpa: null,
  roas: null,
  roas_interval: null,
  cac: null,
}

function known(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function kindOf(value: string | number | null, { cost, visits }: AnswerRow): Earned['kind'] {
  if (value === UNATTRIBUTED && visits === 0 && !cost) return 'unattributed'
  if (!cost) return 'visited'
  if (value === null) return 'open'
  return visits === 0 ? 'unvisited' : 'visited'
}

/** The least and the greatest of what there is; null of fewer than two. */
export function spreadOf(values: readonly (number | null)[]): [number, number] | null {
  const known = values.filter((value) => value !== null)
  return known.length < 2 ? null : [Math.min(...known), Math.max(...known)]
}

/** What all that cost something cost and brought. */
export interface Paid {
  cost: number
  revenue: number
  profit: number
  conversions: number
  customers: number
  /** Null where nothing was spent. */
  roas: number | null
  cpa: number | null
  cac: number | null
  spread: readonly [number, number] | null
  values: (string | number | null)[]
}

/**
 * The rows that cost something, together: 400 that brought 1,000 and 100 that brought 500 return
 * (1,000 + 500) / (400 + 100) = 3. What came without spend is no return of it.
 */
export function paidOf(rows: readonly AnswerRow[], level: Level, model: Model): Paid {
  const paid = rows.filter(({ cost }) => (cost ?? 0) > 0)
  const sum = (of: (row: AnswerRow) => number) => paid.reduce((all, row) => all + of(row), 0)
  const cost = sum((row) => row.cost ?? 0)
  const revenueBy = (one: Model) => sum(({ models }) => models[one]?.revenue ?? 0)
  const revenue = revenueBy(model)
  const earns = paid.some(({ models }) => models[model]?.roas !== null)
  const customers = sum(({ models }) => models[model]?.new_customers ?? 0)
  const models = Object.keys(paid[0]?.models ?? {}) as Model[]
  const conversions = sum(({ models: by }) => by[model]?.conversions ?? 0)
  return {
    cost,
    revenue,
    profit: revenue - cost,
    conversions,
    customers,
    cpa: conversions > 0 ? cost / conversions : null,
    roas: cost > 0 && earns ? revenue / cost : null,
    cac: customers > 0 ? cost / customers : null,
    spread: cost > 0 && earns ? spreadOf(models.map((one) => revenueBy(one) / cost)) : null,
    values: paid.map((row) => known(row[level])),
  }
}

/** An answer as the page tells it. */
export interface Earnings {
  /** Those of the answer: another question may be under way. */
  level: Level
  model: Model
  rows: Earned[]
  paid: Paid
  total: Earned
  /** Whether the goals bring money: else there is no return. Without spend nothing says so. */
  earns: boolean
  /** Whether any row could have a cost: something was spent, or the filters ask about what spend does not tell. */
  isSpent: boolean
  /** Of the period compared with, where that is a like of this one. */
  before: { rows: ReadonlyMap<Earned['value'], Earned>; paid: Paid; total: Earned } | undefined
}

export function earningsOf(answer: Attribution): Earnings {
  const model = modelOf(answer)
  const level = levelOf(answer)
  const of = { level, model }
  const told = ({ rows, totals }: Pick<Attribution, 'rows' | 'totals'>) => ({
    rows: earnedRows(rows, of),
    paid: paidOf(rows, level, model),
    total: { value: null, kind: 'visited' as const, ...earnedOf(totals, model) },
  })
  const { compared } = answer
  const past = compared && incomparable(answer) === undefined ? told(compared) : undefined
  return {
    ...of,
    ...told(answer),
    isSpent: answer.totals.cost !== 0,
    earns: !answer.totals.cost || answer.totals.models[model]?.roas !== null,
    before: past && { ...past, rows: new Map(past.rows.map((row) => [row.value, row])) },
  }
}

function modelOf({ totals }: Attribution): Model {
  const [first] = Object.keys(totals.models)
  return MODELS.find((model) => model === first) ?? MODELS[0]
}

export function levelOf({ rows }: Attribution): Level {
  return LEVELS.find((level) => rows[0] && level in rows[0]) ?? LEVELS[0]
}
