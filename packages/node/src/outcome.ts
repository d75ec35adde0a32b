import type { Answer } from './post.ts'

/** Events that were not stored, and why. */
export interface Lost {
  /** JSON of each, as it was sent; empty where no event is meant. */
  lines: readonly string[]
  reason: string
}

/** Events of one request; 500 at some 500 bytes are a fourth of a megabyte. */
export const BATCH = 500

/** What an answer means for the lines that it is of. */
export interface Outcome {
  /** They need not be sent again. */
  done: boolean
  lost: readonly Lost[]
  /** Most events of the next request. */
  batch: number
}

/** Of an answer other than to try again later. */
export function outcomeOf(
  answer: Exclude<Answer, { kind: 'again' }>,
  lines: readonly string[],
): Outcome {
  if (answer.kind === 'taken')
    return { done: true, lost: refused(answer.rejected, lines), batch: BATCH }
  if (answer.kind === 'too_large' && lines.length > 1)
    return { done: false, lost: [], batch: Math.ceil(lines.length / 2) }
  const reason = answer.kind === 'refused' ? answer.reason : 'it is larger than what is taken'
  return { done: true, lost: [{ lines, reason }], batch: BATCH }
}

function refused(
  rejected: readonly { index: number; reason: string }[],
  lines: readonly string[],
): Lost[] {
  return rejected.flatMap(({ index, reason }) => {
    const line = lines[index]
    return line === undefined ? [] : [{ lines: [line], reason }]
  })
}
