import { sql } from 'kysely'
import { keysOf } from '../question/question.ts'
import { type AskedFunnel, beginsChain } from './asked.ts'
import type { Beside, Reading } from './beside.ts'

/** What the question's dimensions say of a chain's first event, or of its visit. */
export function readingsOfFirst(asked: AskedFunnel, beside: Beside): Reading[] {
  return keysOf(asked.question, 'event').map((key) =>
    // An expression may be dear, and is asked of a chain's first event alone.
    key.kind === 'value'
      ? beside.value(sql`case when ${beginsChain(asked)} then ${key.value} end`)
      : beside.key(key),
  )
}
