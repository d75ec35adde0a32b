import type { Receipt } from '../../../tracker/protocol.ts'
import type { IntakeAnswer } from '../../intake/port.ts'

/** Of nearly every request; it need not be read. */
const ALL_WELL = '{"accepted":1,"duplicate":0,"rejected":[]}'

/** Why each event was not stored, by its place; undefined where the site, or the store, took none. */
export function rejectedOf({ status, body }: IntakeAnswer): Map<number, string> | undefined {
  if (status === 202) {
    if (body === ALL_WELL) return NONE
    const { rejected } = JSON.parse(body) as Receipt
    return new Map(rejected.map(({ index, reason }) => [index, reason]))
  }
  return status === 400 ? invalidOf(body) : undefined
}

const NONE: Map<number, string> = new Map()

/** `errors` of a body with no valid event: `{path: 'events.0', message: 'invalid_url'}`. */
function invalidOf(body: string): Map<number, string> {
  const { errors = [] } = JSON.parse(body) as { errors?: { path: string; message: string }[] }
  return new Map(errors.map(({ path, message }) => [Number(path.split('.')[1]), message]))
}
