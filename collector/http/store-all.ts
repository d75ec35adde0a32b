import type { IntakeAnswer } from '../intake/port.ts'

/** Events of one commit. */
const PART = 5_000

/** How many lines were stored, and the answer that ended it where not all were. */
interface Stored {
  events: number
  refused?: IntakeAnswer
}

/**
 * Hands lines of an import to the intake, a part after another, until one is not taken. Each is on the disk when it is
 * counted; `count` is told how many there are after each part.
 */
export async function storeAll(
  lines: readonly string[],
  take: (body: string) => Promise<IntakeAnswer>,
  count: (events: number) => Promise<void>,
): Promise<Stored> {
  let events = 0
  for (let from = 0; from < lines.length; from += PART) {
    const answer = await take(lines.slice(from, from + PART).join('\n'))
    if (answer.status !== 202) return { events, refused: answer }
    const { accepted, duplicate } = JSON.parse(answer.body) as Record<string, number>
    events += (accepted ?? 0) + (duplicate ?? 0)
    await count(events)
  }
  return { events }
}
