import { tick } from './alerts/tick.ts'
import type { Config } from './config.ts'
import { tellDigests } from './digests/teller.ts'
import { HOUR, MINUTE, SECOND } from './durations.ts'
import type { Rooms } from './open-rooms.ts'
import { every, type Repeated } from './sending/every.ts'
import { mailConfigured } from './sending/mail-configured.ts'
import { Sender } from './sending/sender.ts'
import { tidySending } from './sending/tidy.ts'

/** Hours are judged ten minutes after they end: half a minute more is nothing. */
const ALERTS_MS = 30 * SECOND

interface Doing {
  config: Config
  now: () => number
  /** Where people reach the server. */
  origin: () => string
}

/** What a server does by itself beside its requests. `close` ends it. */
export function nowAndThen(rooms: Rooms, { config, now, origin }: Doing): Repeated {
  const { data, log, reports, owners } = rooms
  const { settings } = data
  const failing = (what: string) => (err: unknown) =>
    log.warn({ err }, `${what} did not work; it will be tried again`)
  const failed = new Set<string>()
  const sender = new Sender({ settings, config, log, now, random: Math.random })
  const all = [
    every({ ms: 2 * SECOND, work: async () => sender.begin(), failed: failing('sending') }),
    every({
      ms: ALERTS_MS,
      work: (ending) =>
        tick({ settings, reports, owners, log, origin: origin() || undefined }, now(), ending),
      failed: failing('judging alerts'),
    }),
    every({
      ms: HOUR,
      work: () => tidySending(settings, now()),
      failed: failing('forgetting old deliveries'),
    }),
    every({
      ms: MINUTE,
      work: async (ending) => {
        // Nobody would send them; what is due meanwhile is told once there is a mail server, if it is not too late.
        if (!mailConfigured(config)) return
        const room = { settings, reports, owners, log, origin: origin(), failed }
        await tellDigests(room, now(), ending)
      },
      failed: failing('telling digests'),
    }),
  ]
  return {
    async close() {
      await Promise.all(all.map((one) => one.close()))
      await sender.close()
    },
  }
}
