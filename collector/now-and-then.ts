import { HOUR } from './durations.ts'
import type { Rooms } from './open-rooms.ts'
import { every, type Repeated } from './sending/every.ts'
import { tidySending } from './sending/tidy.ts'

/** What a server does by itself beside its requests. `close` ends it. */
export function nowAndThen({ data, log }: Rooms, now: () => number): Repeated {
  const failing = (what: string) => (err: unknown) =>
    log.warn({ err }, `${what} did not work; it will be tried again`)
  const all = [
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
