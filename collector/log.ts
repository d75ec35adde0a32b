import { type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'

export type Log = Logger

/** JSON lines on stderr; on a terminal a line to read. Never log addresses, ids or URLs of visitors. */
export async function openLog(level: LogLevel, terminal = process.stderr.isTTY): Promise<Log> {
  const options = { level, base: null }
  if (!terminal) return pino(options, pino.destination({ fd: 2, sync: true }))
  // Ten megabytes that a server without a terminal never needs.
  const { default: pretty } = await import('pino-pretty')
  return pino(options, pretty({ destination: 2, sync: true, ignore: 'pid,hostname' }))
}
