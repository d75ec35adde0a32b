import { type ChildProcess, fork } from 'node:child_process'
import { totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { FailedElsewhere, type Failure } from '../failure.ts'
import { Refusal } from '../refusal.ts'
import type { ReportCaller } from '../reports/port.ts'
import { Turns } from '../reports/run/turns.ts'
import { workerScript } from '../worker-script.ts'
import type { SqlAnswer } from './asked.ts'
import type { QueryTask } from './run-query.ts'

/** What comes back of a query's process. */
export type Outcome =
  | { answer: SqlAnswer }
  | { refusal: Pick<Refusal, 'status' | 'message' | 'errors'> }
  | { failure: Failure }

export interface AskOptions {
  signal?: AbortSignal
  caller: ReportCaller
}

export interface SqlDoor {
  /** Throws a Refusal: what the query is refused for, 422 where it takes too much memory, 503 where too long. */
  ask(site: string, request: unknown, options: AskOptions): Promise<SqlAnswer>
}

interface DoorOptions {
  /** The database file. */
  path: string
  limit_ms: number
  most_bytes?: number
  /** Of the bundled process. */
  script?: URL
  /** Once aborted, queries end. */
  ending?: AbortSignal
  now?: () => number
}

/** Each query has a core to itself; a caller has one query at a time. */
const AT_ONCE = 2
const MIB = 1_048_576
/** A sixth of the machine for both of them together leaves two thirds for everything else. */
const MOST_BYTES = Math.min(Math.max(256 * MIB, totalmem() / 6), 1_024 * MIB)
const STARTING_MS = 10_000

/** Where owners ask in SQL: each query in a process of its own, which is ended when it takes too much. */
export function sqlDoor({
  path,
  limit_ms,
  most_bytes = MOST_BYTES,
  script,
  ending = new AbortController().signal,
  now = Date.now,
}: DoorOptions): SqlDoor {
  const turns = new Turns(AT_ONCE)
  const seconds = Math.round(limit_ms / 1_000)

  async function inProcess(task: QueryTask, signal: AbortSignal): Promise<Outcome> {
    const child = fork(fileURLToPath(script ?? workerScript('sql-child.js')), {
      env: {},
      execArgv: ['--max-old-space-size=512'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const end = () => child.kill('SIGKILL')
    signal.addEventListener('abort', end, { once: true })
    try {
      return await outcomeOf(child, { ...task, watched: { most_bytes, limit_ms } })
    } finally {
      signal.removeEventListener('abort', end)
      end()
    }
  }

  /** What a process that ended without an answer means. */
  function explained(error: unknown, lasted_ms: number): unknown {
    if (!(error instanceof Ended)) return error
    if (lasted_ms < limit_ms) return new Refusal(422, TOO_MUCH)
    return new Refusal(503, `the query took longer than ${seconds} s; ask for a shorter period`)
  }

  return {
    async ask(site, request, { signal, caller }) {
      const limit = AbortSignal.timeout(limit_ms + STARTING_MS)
      const left = AbortSignal.any([limit, ending, ...(signal ? [signal] : [])])
      const done = await turns.take({ caller, patient: false, signal: left })
      const began = performance.now()
      try {
        left.throwIfAborted()
        return answerOf(await inProcess({ path, site, request, now: now() }, left))
      } catch (error) {
        signal?.throwIfAborted()
        throw explained(error, performance.now() - began)
      } finally {
        done()
      }
    },
  }
}

const TOO_MUCH = 'the query needs too much memory; ask for a shorter period or less'

/** The process ended without an answer. */
class Ended extends Error {}

function outcomeOf(child: ChildProcess, task: object): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (message === 'ready') child.send(task)
      else resolve(message as Outcome)
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Ended('the query’s process ended')))
  })
}

function answerOf(outcome: Outcome): SqlAnswer {
  if ('answer' in outcome) return outcome.answer
  if ('failure' in outcome) throw new FailedElsewhere(outcome.failure)
  const { status, message, errors } = outcome.refusal
  throw new Refusal(status, message, errors)
}
