import { DAY } from '../../durations.ts'
import { type Click, lastBefore } from './last-click.ts'
import type { Takes } from './platforms.ts'

/** Why an event does not go out. */
export const REASONS = [
  'already_sent',
  'no_click_id',
  'before_click',
  'click_too_old',
  'too_late',
  'no_value',
  'no_currency',
  'no_order',
  'never_sent',
  'other_currency',
  'not_adjustable',
] as const
export type Reason = (typeof REASONS)[number]

/** What one event brought, or gave back. */
export interface Happened {
  /** The event's, as it was sent. */
  id: string
  /** Number of the person. */
  who: number
  /** Epoch ms. */
  at: number
  /** Minor units, negative where it is given back; null where nothing is said. */
  amount: number | null
  currency: string | null
  order: string | null
}

/** A conversion with the click that it goes out under. */
export interface Sendable extends Happened {
  click: Click
}

/** Everything that was looked at, each event in one of the two. */
export interface Sorted<Row> {
  rows: Row[]
  leftOut: Map<Reason, number>
}

/** What decides whether a conversion goes out. */
export interface Rules {
  takes: Takes
  /** Epoch ms. */
  now: number
  /** Whether each is to bring an amount. */
  paying: boolean
  clicksOf(who: number): readonly Click[]
  isSent(id: string): boolean
}

/** Parts conversions into those that go out and those that do not, in the order in which they come. */
export function sortOut(happened: readonly Happened[], rules: Rules): Sorted<Sendable> {
  const sorted: Sorted<Sendable> = { rows: [], leftOut: new Map() }
  for (const one of happened) {
    const told = rules.isSent(one.id)
      ? 'already_sent'
      : (lacking(one, rules) ?? clickFor(one, rules))
    if (typeof told === 'string') leaveOut(sorted, told)
    else sorted.rows.push({ ...one, click: told })
  }
  return sorted
}

export function leaveOut<Row>({ leftOut }: Sorted<Row>, reason: Reason): void {
  leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
}

function lacking({ amount, currency }: Happened, { paying }: Rules): Reason | undefined {
  if (amount === null) return paying ? 'no_value' : undefined
  return currency === null ? 'no_currency' : undefined
}

function clickFor({ who, at }: Happened, { takes, now, clicksOf }: Rules): Click | Reason {
  const clicks = clicksOf(who)
  if (clicks.length === 0) return 'no_click_id'
  const click = lastBefore(clicks, at)
  if (!click) return 'before_click'
  if (at - click.at > takes.clickDays * DAY) return 'click_too_old'
  const since = takes.hears.since === 'click' ? click.at : at
  return now - since > takes.hears.days * DAY ? 'too_late' : click
}
