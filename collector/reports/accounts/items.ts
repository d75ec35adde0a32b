import type { Question } from '../question/question.ts'
import { type Activity, seenBefore } from './activity.ts'
import type { AccountRow } from './answer.ts'
import { type Scoring, signName } from './asked.ts'
import { firstTouchesOf } from './first-touch.ts'
import { idsOf, type KnownAccounts } from './known.ts'
import type { ScoredRow } from './rows.ts'

interface Beside {
  known: KnownAccounts
  activity: Activity
  scoring: Scoring
  /** Whether it is to be told how they came first. */
  first_touch: boolean
}

/** The rows of a page, with what the store is asked of them alone. */
export async function itemsOf(
  question: Question,
  page: readonly ScoredRow[],
  { known, activity, scoring, first_touch }: Beside,
): Promise<AccountRow[]> {
  const { seen } = activity
  const numbers = page.map(({ number }) => number)
  const unseen = numbers.filter((number) => !seen.has(number))
  const before = await seenBefore(question, known, unseen)
  const touches = await firstTouchesOf(question, known, first_touch ? numbers : [])
  const ids = await idsOf(question, page.flatMap(silentIn))
  const named = (bits: number, signs: Scoring['keys']) =>
    signs.filter((_, i) => ((bits >>> i) & 1) === 1).map((sign) => signName(sign, question))
  return page.map(({ number, at_risk, keys, signals, seen: _, ...row }) => {
    const last = seen.get(number) ?? before.get(number)
    const { first_channel = null, first_source = null } = touches.get(number) ?? {}
    return {
      ...row,
      at_risk: at_risk.map((reason) =>
        reason.why === 'person_silent'
          ? { ...reason, person: ids.get(reason.person) ?? '' }
          : reason,
      ),
      used: named(keys, scoring.keys),
      shown: named(signals, scoring.signals),
      last_seen: last === undefined ? null : new Date(last).toISOString(),
      ...(first_touch && { first_channel, first_source }),
    }
  })
}

/** Numbers of people. */
function silentIn({ at_risk }: ScoredRow): number[] {
  return at_risk.flatMap((reason) => (reason.why === 'person_silent' ? [reason.person] : []))
}
