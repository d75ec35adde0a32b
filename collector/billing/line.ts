import { toMinor } from '../money.ts'
import { decimalText, isBlank } from '../spreadsheet/amounts.ts'
import { SUBSCRIPTION_BOUNDS as MOST, type StoredSubscription } from '../subscription.ts'
import {
  type Cell,
  cellsOf,
  instantIn,
  type Manner,
  orWhy,
  planIn,
  Unread,
  whoIn,
} from './cells.ts'
import { intervalOf, type Standing, standingOf } from './words.ts'

export type Terms = Omit<StoredSubscription, 'status' | 'renews_at'>

/** What a line of a billing system's file says of a subscription, as it stands now. All times are epoch ms. */
export interface BillingLine {
  customer: string
  terms: Terms
  standing: Standing
  started: number
  trial_end: number | null
  period_start: number | null
  renews: number | null
  /** When it ended or was paused; null while it runs. */
  ended: number | null
}

/** The line, or the reason why it is none. */
export function readLine(cells: readonly string[], manner: Manner): BillingLine | string {
  const cell = cellsOf(cells, manner)
  return orWhy(() => {
    const terms = termsOf(cell, manner)
    const standing = standingOf(cell('status'))
    if (standing === undefined) throw new Unread(`the status "${cell('status')}" is unknown`)
    const line = { ...terms, standing, ...timesOf(cell, manner) }
    return checked({ ...line, ended: endOf(cell, manner, standing) }, manner)
  })
}

function termsOf(cell: Cell, manner: Manner): Pick<BillingLine, 'customer' | 'terms'> {
  const { id, customer } = whoIn(cell)
  const price = toMinor(decimalText(cell('amount'), manner.mark), cell('currency'))
  if (!price) throw new Unread(`"${cell('amount')} ${cell('currency')}" is no price`)
  if (price.amount < 0) throw new Unread(`the price ${cell('amount')} is below zero`)
  const plan = planIn(cell)
  const quantity = wholeOf(cell, 'quantity', manner)
  if (price.amount * quantity > MOST.price)
    throw new Unread(`${quantity} × ${cell('amount')} is more than anybody pays`)
  return { customer, terms: { id, plan, ...price, ...rhythmOf(cell, manner), quantity } }
}

function rhythmOf(cell: Cell, manner: Manner): Pick<Terms, 'interval' | 'count'> {
  const read = intervalOf(cell('interval'))
  if (!read) throw new Unread(`the interval "${cell('interval')}" is unknown`)
  const count = read.count * wholeOf(cell, 'count', manner, 1)
  if (count > MOST.count) throw new Unread(`every ${count} ${read.interval}s is too seldom`)
  return { interval: read.interval, count }
}

/** 1 where it is not told. */
function wholeOf(
  cell: Cell,
  field: 'count' | 'quantity',
  { mark }: Pick<Manner, 'mark'>,
  least = 0,
): number {
  const text = cell(field)
  if (isBlank(text)) return 1
  const number = Number(decimalText(text, mark))
  if (Number.isInteger(number) && number >= least && number <= MOST.quantity) return number
  throw new Unread(`"${text}" is no ${field}`)
}

function timesOf(
  cell: Cell,
  manner: Manner,
): Pick<BillingLine, 'started' | 'trial_end' | 'period_start' | 'renews'> {
  const started = instantIn('started', cell, manner)
  if (started === null) throw new Unread('it does not say when it began')
  return {
    started,
    trial_end: instantIn('trial_end', cell, manner),
    period_start: begun(instantIn('period_start', cell, manner), manner),
    renews: instantIn('renews', cell, manner),
  }
}

/** A period that is yet to begin, as by clocks of another zone, is not the running one. */
function begun(at: number | null, { now }: Manner): number | null {
  return at !== null && at > now ? null : at
}

/** When it stopped being paid. A cancellation that is still to come ends nothing. */
function endOf(cell: Cell, manner: Manner, standing: Standing): number | null {
  const ended = instantIn('ended', cell, manner)
  if (standing === 'paused') return instantIn('paused', cell, manner) ?? ended
  if (standing === 'ended') return ended ?? instantIn('canceled', cell, manner)
  return ended !== null && ended <= manner.now ? ended : null
}

/** Throws for what cannot be meant: nothing of it is guessed. */
function checked(line: BillingLine, { now }: Manner): BillingLine {
  const doubt = doubtOfStart(line, now) ?? doubtOfEnd(line, now)
  if (doubt !== undefined) throw new Unread(doubt)
  return line
}

function doubtOfStart(
  { standing, started, trial_end }: BillingLine,
  now: number,
): string | undefined {
  if (standing === 'not_begun') return undefined
  if (started > now) return `it is ${standing}, but begins at ${iso(started)}`
  const isTried = trial_end !== null && trial_end > now
  const isPaid = standing === 'active' || standing === 'past_due'
  return isPaid && isTried
    ? `it is ${standing}, but its trial ends at ${iso(trial_end)}`
    : undefined
}

function doubtOfEnd({ standing, started, ended }: BillingLine, now: number): string | undefined {
  const isOver = standing === 'ended' || standing === 'paused'
  if (ended === null) return isOver ? `it is ${standing}, and nobody says since when` : undefined
  if (!isOver) return `it is ${standing}, but ended at ${iso(ended)}`
  if (ended > now) return `it is ${standing}, but ends at ${iso(ended)}`
  return ended < started
    ? `it ended at ${iso(ended)}, before it began at ${iso(started)}`
    : undefined
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
