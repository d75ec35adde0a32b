import { incomparable } from '../../models/comparison.ts'
import { known, type Paid, paidOf, spreadOf } from '../../models/paid.ts'
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

function kindOf(value: string | number | null, { cost, visits }: AnswerRow): Earned['kind'] {
  if (value === UNATTRIBUTED && visits === 0 && !cost) return 'unattributed'
  if (!cost) return 'visited'
  if (value === null) return 'open'
  return visits === 0 ? 'unvisited' : 'visited'
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
