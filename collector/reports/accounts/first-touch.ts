import { firstTouches } from '../facts/first-touches.ts'
import { namerFor } from '../facts/namer.ts'
import type { Question } from '../question/question.ts'
import type { KnownAccounts } from './known.ts'

/** How the first visit ever of anybody in an account came. */
export interface CameBy {
  first_channel: string | null
  first_source: string | null
}

const DIMENSIONS = ['channel', 'source'] as const

/** By account, of those whose people had a visit. */
export async function firstTouchesOf(
  question: Question,
  { accountOf }: KnownAccounts,
  accounts: readonly number[],
): Promise<Map<number, CameBy>> {
  const wanted = new Set(accounts)
  const people = [...accountOf].flatMap(([who, account]) => (wanted.has(account) ? [who] : []))
  const touches = await firstTouches(question, DIMENSIONS, people)
  const named = await Promise.all(DIMENSIONS.map((dimension) => namerFor(question, dimension)))
  const first = new Map<number, CameBy & { at: number }>()
  for (const [who, { at, values }] of touches) {
    const account = accountOf.get(who) ?? who
    if ((first.get(account)?.at ?? Number.POSITIVE_INFINITY) <= at) continue
    const [channel = null, source = null] = values.map((value, i) => textOf(named[i]?.(value)))
    first.set(account, { at, first_channel: channel, first_source: source })
  }
  return first
}

function textOf(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}
