import type { WireEvent, WireSender } from '../../tracker/protocol.ts'

/** One line of NDJSON as the import reads it: an event with its own sender. */
export interface WireLine extends WireEvent, WireSender {
  ip?: string
  userAgent?: string
}
