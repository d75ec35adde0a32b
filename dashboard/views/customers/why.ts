import { count, full } from '../../format.ts'
import type { AccountRow, AccountsAnswer, Reason } from '../../models/accounts.ts'
import { ownId } from '../../models/people.ts'
import { locale } from '../../models/view.ts'
import { accountWords } from '../../texts/accounts.ts'
import type { PARTS } from './points.ts'

const DAY = 86_400_000

export type Scoring = AccountsAnswer['scoring']

/** The moment that scores are told of. */
export function asOfOf({ meta }: AccountsAnswer): string {
  return meta.as_of ?? meta.to
}

/** Whole days from one instant to another. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY))
}

/** Health, or any other score from 0 to 100. */
export function score(value: number | null): string {
  return full('count', value === null ? null : Math.round(value), locale.value)
}

function days(value: number) {
  return count(value, locale.value)
}

/** What puts an account at risk, in words. */
export function reasonWords(reason: Reason): string {
  const text = accountWords.value.reasons
  if (reason.why === 'falling') return text.falling(score(reason.from), score(reason.to))
  if (reason.why === 'renewal') return text.renewal(days(reason.days), score(reason.health))
  const share = full('rate', reason.share, locale.value)
  return text.personSilent(ownId(reason.person), share, days(reason.days))
}

type PartName = (typeof PARTS)[number]

/** Each part of an account's health with its numbers; undefined of what has nothing to be held against. */
export function partWords(
  row: AccountRow,
  { scoring, asOf }: { scoring: Scoring; asOf: string },
): Record<PartName, string | undefined> {
  const text = accountWords.value.parts
  const number = (value: number) => full('count', Math.round(value), locale.value)
  const { people, seats, active_days, used, last_seen, parts } = row
  return {
    frequency: text.frequency(days(active_days), number(scoring.yardstick)),
    recency: last_seen === null ? text.never : text.recency(days(daysBetween(last_seen, asOf))),
    breadth:
      parts.breadth === null
        ? undefined
        : text.breadth(days(used.length), number(scoring.key_events.length)),
    depth: parts.depth === null ? undefined : text.depth(days(people), number(seats ?? 0)),
  }
}

/** All of them in one line, those that say most first. */
export function partsLine(row: AccountRow, told: { scoring: Scoring; asOf: string }): string {
  const words = partWords(row, told)
  const order: readonly PartName[] = ['depth', 'frequency', 'recency', 'breadth']
  return order.flatMap((part) => words[part] ?? []).join(' · ')
}
