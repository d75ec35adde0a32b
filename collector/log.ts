import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'
import type { LogLevel } from './config.ts'

export type Log = Logger

/** JSON lines on stderr; on a terminal a line to read. Never log addresses, ids or URLs of visitors. */
export function openLog(level: LogLevel, terminal = process.stderr.isTTY): Log {
  const options = { level, base: null }
  return terminal
    ? pino(options, pretty({ destination: 2, sync: true, ignore: 'pid,hostname' }))
    : pino(options, pino.destination({ fd: 2, sync: true }))
}
