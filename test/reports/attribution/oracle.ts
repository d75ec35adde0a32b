import { unpackId } from '../../../collector/store/sqlite/uid.ts'
import { removalEffects } from './oracle-chain.ts'
import { cents, SHARES, type Visit } from './oracle-shares.ts'
import type { AttributedSite } from './site.ts'

/** Attribution the plain way: lists of everything, a loop for each sentence of the definition. */
const DAY = 86_400_000

interface Sale {
  visit: number
  person: number
  at: number
  nth: number
  id: string
  amount: number
  currency: string
  order: string | null
}

export interface PlainRules {
  from: number
  to: number
  now: number
  lookback: number
  halfLife: number
  exclude_direct: boolean
  collapse_repeats: boolean
  /** Worth of a currency in US cents a cent, by day. */
  rate(currency: string, day: number): number
}

export type Credit = Map<string, { conversions: number; cents: number; fresh: number }>

const inOrder = (a: Sale, b: Sale) => a.at - b.at || a.nth - b.nth || (a.id < b.id ? -1 : 1)

function read(site: AttributedSite, column: string) {
  const visits = site.db
    .prepare<[], Visit>(
      `select v.id as id, v.person as person, v.start as start, a.${column} as value,
        a.channel = 'Direct' as direct
       from visit v join acquisition a on a.id = v.acquisition where v.alone = 0`,
    )
    .all()
    .sort((a, b) => a.start - b.start || a.id - b.id)
  const sales = site.db
    .prepare<[], Sale & { uid: Buffer | string }>(
      `select e.visit as visit, v.person as person, e.at as at, coalesce(e.nth, 0) as nth, e.uid as uid,
        e.amount as amount, e.currency as currency, e.order_id as "order"
       from event e join visit v on v.id = e.visit join name n on n.id = e.name where n.text = 'Buy'`,
    )
    .all()
    .map(({ uid, ...sale }) => ({ ...sale, id: unpackId(uid) }))
    .sort(inOrder)
  return { visits, sales }
}

/** Rows of credit by model. */
class Credits {
  readonly byModel: Record<string, Credit> = {}

  add(model: string, value: string, { conversions = 0, cents: money = 0, fresh = 0 }): void {
    const rows: Credit = this.byModel[model] ?? new Map()
    this.byModel[model] = rows
    const row = rows.get(value) ?? { conversions: 0, cents: 0, fresh: 0 }
    rows.set(value, {
      conversions: row.conversions + conversions,
      cents: row.cents + money,
      fresh: row.fresh + fresh,
    })
  }
}

const MODELS = [...Object.keys(SHARES), 'markov']

/** Everything by model, value by value. */
export function plainly(site: AttributedSite, column: string, rules: PlainRules) {
  const { visits, sales } = read(site, column)
  const credits = new Credits()
  const sold = sales.filter((sale) => sale.amount >= 0 && !isRepeat(sale, sales))
  const inPeriod = ({ at }: Sale) => at >= rules.from && at < rules.to
  const all = { visits, sold, refunds: sales.filter(({ amount }) => amount < 0) }
  const counted = sold.filter(inPeriod)
  const whole = { conversions: 0, cents: 0, fresh: 0 }
  for (const sale of counted) addSale(credits, whole, sale, { ...all, rules })
  for (const refund of all.refunds.filter(inPeriod))
    addRefund(credits, whole, refund, { ...all, rules })
  const converting = counted.map(({ person, at }) => pathOf(visits, person, at, rules))
  const others = unconverted(visits, new Set(counted.map(({ person }) => person)), rules)
  addMarkov(credits, whole, converting.filter(isAny), others.filter(isAny))
  return credits.byModel
}

const isAny = (path: Visit[]) => path.length > 0

function isRepeat(sale: Sale, sales: Sale[]): boolean {
  if (sale.order === null || sale.amount <= 0) return false
  return sales.some(
    (one) => one !== sale && one.amount > 0 && one.order === sale.order && inOrder(one, sale) < 0,
  )
}

function worth({ amount, currency, at }: Sale, { rate }: PlainRules): number {
  const exact = Math.abs(amount) * rate(currency, Math.floor(at / DAY))
  return Math.sign(amount) * Math.round(exact + 1e-7)
}

function seen(path: Visit[], { exclude_direct, collapse_repeats }: PlainRules): Visit[] {
  const brought = exclude_direct ? path.filter(({ direct }) => direct === 0) : path
  const left = brought.length > 0 ? brought : path
  if (!collapse_repeats) return left
  return left.filter(({ value }, i) => left[i + 1]?.value !== value)
}

function pathOf(visits: Visit[], person: number, at: number, rules: PlainRules): Visit[] {
  const own = visits.filter((visit) => visit.person === person)
  return seen(
    own.filter(({ start }) => start <= at && at - start <= rules.lookback),
    rules,
  )
}

interface All {
  visits: Visit[]
  sold: Sale[]
  refunds: Sale[]
  rules: PlainRules
}

interface Whole {
  conversions: number
  cents: number
  fresh: number
}

function addSale(credits: Credits, whole: Whole, sale: Sale, { visits, sold, rules }: All): void {
  const path = pathOf(visits, sale.person, sale.at, rules)
  const fresh = sold.find(({ person }) => person === sale.person) === sale ? 1 : 0
  const money = worth(sale, rules)
  if (path.length === 0) {
    const one = { conversions: 1, cents: money, fresh }
    for (const model of MODELS) credits.add(model, 'Unattributed', one)
    return
  }
  whole.conversions += 1
  whole.fresh += fresh
  whole.cents += money
  for (const [model, sharesOf] of Object.entries(SHARES)) {
    const shares = sharesOf(path, sale.at, rules.halfLife)
    const parts = cents(money, shares)
    for (const [i, { value }] of path.entries()) {
      const share = shares[i] ?? 0
      credits.add(model, value, { conversions: share, cents: parts[i] ?? 0, fresh: fresh * share })
    }
  }
}

function addRefund(credits: Credits, whole: Whole, refund: Sale, all: All): void {
  const { visits, sold, refunds, rules } = all
  const isOfOrder = ({ order, at }: Sale) =>
    order !== null && order === refund.order && at < rules.to
  const sale = sold.find(isOfOrder)
  const { person, at } = sale ?? refund
  const path = pathOf(visits, person, at, rules)
  const money = worth(refund, rules)
  if (path.length === 0) {
    for (const model of MODELS) credits.add(model, 'Unattributed', { cents: money })
    return
  }
  whole.cents += money
  const earlier = refunds.slice(0, refunds.indexOf(refund)).filter(isOfOrder)
  const before = sale ? earlier.reduce((sum, one) => sum + worth(one, rules), 0) : 0
  for (const [model, sharesOf] of Object.entries(SHARES)) {
    const shares = sharesOf(path, at, rules.halfLife)
    const already = cents(before, shares)
    const parts = cents(before + money, shares)
    for (const [i, { value }] of path.entries()) {
      credits.add(model, value, { cents: (parts[i] ?? 0) - (already[i] ?? 0) })
    }
  }
}

/** The last visits of everybody else. */
function unconverted(visits: Visit[], buyers: Set<number>, rules: PlainRules): Visit[][] {
  const end = Math.min(rules.to, rules.now)
  const before = visits.filter(({ start }) => start < rules.to)
  const others = new Set(visits.map(({ person }) => person).filter((one) => !buyers.has(one)))
  return [...others].map((person) => pathOf(before, person, end, rules))
}

function addMarkov(credits: Credits, whole: Whole, converting: Visit[][], others: Visit[][]): void {
  const values = [...new Set([...converting, ...others].flat().map(({ value }) => value))].sort()
  const walks = [
    ...converting.map((path) => ['(start)', ...path.map(({ value }) => value), '(yes)']),
    ...others.map((path) => ['(start)', ...path.map(({ value }) => value), '(no)']),
  ]
  const effects = removalEffects(values, walks)
  const sum = effects.reduce((all, effect) => all + effect, 0)
  const shares = effects.map((effect) => effect / sum)
  const parts = cents(whole.cents, shares)
  for (const [i, value] of values.entries()) {
    const share = shares[i] ?? 0
    const { conversions, fresh } = whole
    credits.add('markov', value, {
      conversions: conversions * share,
      cents: parts[i] ?? 0,
      fresh: fresh * share,
    })
  }
}
