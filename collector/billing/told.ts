import type { StoredSubscription } from '../subscription.ts'
import type { BillingLine } from './line.ts'

/** What a subscription is from an instant on. */
export interface Told {
  /** Epoch ms. */
  at: number
  subscription: StoredSubscription
}

/** What is said of one instant, in ms: the later word of it stands. Billing systems know no shorter times. */
export const INSTANT = 1_000

/** A line with what is known of its subscription, by the id that it goes by here. */
export interface KnownLine {
  line: BillingLine
  id: string
  known: readonly Told[]
  /** Others of its subscription were known before it: it has come to them. */
  isMore?: boolean
}

/**
 * What a line tells that is not known yet. A file shows a subscription as it stands, not how it came to be so: of one that
 * nobody knew its whole life is told; of one that is known what has changed, from the beginning of its running period on, or
 * from now where that lies before what is known.
 *
 *     known      ── active, 49.00 ──────────────────────────────▸
 *     line       period since 1 June, 99.00, ended 20 June
 *     told                           1 June 99.00 ── 20 June ended
 */
export function toldBy({ line: read, id, known, isMore }: KnownLine, now: number): Told[] {
  const line = { ...read, terms: { ...read.terms, id } }
  if (line.standing === 'not_begun') return []
  const last = known.at(-1)
  if (last === undefined) return wholeLife(isMore ? sinceItCame(line, now) : line)
  return line.ended === null ? changed(line, last, now) : endedBy(line, line.ended, known)
}

/** What came to a subscription that is known came with its running period at the earliest. */
function sinceItCame(line: BillingLine, now: number): BillingLine {
  return { ...line, started: Math.max(line.started, line.period_start ?? now) }
}

function wholeLife(line: BillingLine): Told[] {
  const { started, trial_end, ended } = line
  const end = ended ?? Number.POSITIVE_INFINITY
  // It never ran.
  if (end <= started) return []
  const isTried = trial_end !== null && trial_end > started
  const told: Told[] = []
  if (isTried) told.push({ at: started, subscription: asIs(line, 'trialing') })
  const paidFrom = isTried ? trial_end : started
  if (line.standing !== 'trialing' && paidFrom < end)
    told.push({ at: paidFrom, subscription: asIs(line, runningAs(line)) })
  if (line.standing === 'trialing' && !isTried)
    told.push({ at: started, subscription: asIs(line, 'trialing') })
  if (ended !== null) told.push({ at: ended, subscription: asIs(line, 'ended') })
  return told
}

/** While it runs, or ran. */
function runningAs({ standing }: BillingLine): 'active' | 'past_due' {
  return standing === 'past_due' ? 'past_due' : 'active'
}

/** Its end; an earlier one than is known, where nothing else was told of it since. */
function endedBy(line: BillingLine, end: number, known: readonly Told[]): Told[] {
  const last = known.at(-1)
  const before = known.at(-2)
  const subscription = asIs(line, 'ended')
  if (last?.subscription.status !== 'ended')
    return [{ at: Math.max(end, (last?.at ?? 0) + 1), subscription }]
  const ran = before !== undefined && before.subscription.status !== 'ended'
  return ran && before.at < end && end < last.at ? [{ at: end, subscription }] : []
}

function changed(line: BillingLine, last: Told, now: number): Told[] {
  const { standing } = line
  const status = standing === 'trialing' ? 'trialing' : runningAs(line)
  const subscription = asIs(line, status)
  if (JSON.stringify(subscription) === JSON.stringify(last.subscription)) return []
  const since = sinceWhen(line, status, last)
  const from = since > last.at - INSTANT ? since : now
  return [{ at: Math.max(from, last.at + 1), subscription }]
}

/** When what has changed began, as far as the line tells: a trial's end, else its running period. */
function sinceWhen(line: BillingLine, status: string, last: Told): number {
  const { trial_end, period_start } = line
  const isPaidNow = last.subscription.status === 'trialing' && status !== 'trialing'
  return (isPaidNow ? trial_end : null) ?? period_start ?? 0
}

function asIs(
  { terms, renews }: BillingLine,
  status: StoredSubscription['status'],
): StoredSubscription {
  return { ...terms, status, renews_at: status === 'ended' ? null : renews }
}

/** The end of one that a file no longer has, though it tells of others of its subscription: since their running period began. */
export function endOf({ line, known }: KnownLine, now: number): Told[] {
  const last = known.at(-1)
  if (last === undefined || last.subscription.status === 'ended') return []
  const since = line.ended ?? line.period_start ?? now
  const at = since > last.at ? since : Math.max(now, last.at + 1)
  return [{ at, subscription: { ...last.subscription, status: 'ended', renews_at: null } }]
}
