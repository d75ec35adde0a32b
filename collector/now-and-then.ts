import { tick } from './alerts/tick.ts'
import type { Config } from './config.ts'
import { HOUR, SECOND } from './durations.ts'
import type { Rooms } from './open-rooms.ts'
import { every, type Repeated } from './sending/every.ts'
import { tidySending } from './sending/tidy.ts'

/** Hours are judged ten minutes after they end: half a minute more is nothing. */
const ALERTS_MS = 30 * SECOND

/** What a server does by itself beside its requests. `close` ends it. */
export function nowAndThen(rooms: Rooms, config: Config, now: () => number): Repeated {
  const { data, log } = rooms
  const alerted = { ...rooms, settings: data.settings, origin: config.publicUrl }
  const failing = (what: string) => (err: unknown) =>
    log.warn({ err }, `${what} did not work; it will be tried again`)
  const all = [
    every({ ms: ALERTS_MS, work: () => tick(alerted, now()), failed: failing('judging alerts') }),
    every({
      ms: HOUR,
      work: () => tidySending(data.settings, now()),
      failed: failing('forgetting old deliveries'),
    }),
  ]
  return {
    async close() {
      await Promise.all(all.map((one) => one.close()))
    },
  }
}
