import type { IntakeAnswer } from '../intake/port.ts'
import type { TakenLines } from '../moving/bring.ts'
import { Refusal } from '../refusal.ts'

/** What the intake's answer to some lines says of them. Throws a 503 where they could not be stored. */
export function takenLines({ status, body }: IntakeAnswer): TakenLines {
  const answer = JSON.parse(body)
  if (status === 202) {
    return { stored: answer.accepted, duplicate: answer.duplicate, refused: answer.rejected }
  }
  if (status !== 400) throw new Refusal(503, answer.detail)
  const refused = (answer.errors as { path: string; message: string }[]).map(
    ({ path, message }) => ({ index: Number(path.slice('events.'.length)), reason: message }),
  )
  return { stored: 0, duplicate: 0, refused }
}
