import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Answer, Order } from './child.ts'

/** The built program: the one that is running. */
const PROGRAM = process.argv[1] ?? ''

const UNBOUND = ['--rate-limit', '0', '--daily-address-mb', '0', '--daily-site-mb', '0']
/** Of a server without limits whose load comes through one address. */
export const SETTINGS = [...UNBOUND, '--trust-proxy', '127.0.0.1', '--log-level', 'error']

export interface Server {
  port: number
  pid: number
  stop(): Promise<void>
}

/** Starts our server on a data folder; without a rate limit, behind a proxy that names the client. */
export async function startServer(data: string, settings = SETTINGS): Promise<Server> {
  const args = [PROGRAM, 'serve', '--port', '0', '--data', data, ...settings]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const listen = (chunk: Buffer) => {
    said += chunk
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const ended = once(child, 'close')
  const port = await Promise.race([portOf(child, () => said), ended.then(() => undefined)])
  if (port === undefined) throw new Error(`The server did not start: ${said}`)
  const stop = async () => {
    child.kill('SIGTERM')
    const [code] = await ended
    if (code !== 0) throw new Error(`The server ended with ${code}: ${said}`)
  }
  return { port, pid: child.pid ?? 0, stop }
}

function portOf(child: ChildProcess, said: () => string): Promise<number> {
  return new Promise((resolve) => {
    child.stdout?.on('data', () => {
      const port = /listening on \S+:(\d+)/.exec(said())?.[1]
      if (port !== undefined) resolve(Number(port))
    })
  })
}

/** Runs a command of the program to its end and answers its stdout. */
export function command(args: string[]): string {
  return execFileSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs a command and watches its memory; answers seconds and the greatest resident bytes. */
export async function watchedCommand(args: string[]): Promise<{ seconds: number; peak: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  let peak = 0
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const watch = setInterval(() => {
    peak = Math.max(peak, residentBytes(child.pid ?? 0, 'VmHWM'))
  }, 100)
  const [code] = await once(child, 'close')
  clearInterval(watch)
  if (code !== 0) throw new Error(`tributary ${args.join(' ')} ended with ${code}: ${complaint}`)
  return { seconds: (performance.now() - began) / 1000, peak }
}

/** Resident memory of a process now (`VmRSS`) or at its greatest (`VmHWM`, Linux; elsewhere now). */
export function residentBytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  try {
    if (process.platform !== 'linux') {
      return (
        1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }))
      )
    }
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return 1024 * Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  } catch {
    // The process has just ended: what was seen before stands.
    return 0
  }
}

/** A process of ours that makes load or serves bare. */
export interface Helper {
  ask<K extends Answer['kind']>(order: Order, kind: K): Promise<Extract<Answer, { kind: K }>>
  end(): void
}

export function startHelper(): Helper {
  const child = fork(join(dirname(PROGRAM), 'bench-child.js'), { serialization: 'advanced' })
  return {
    ask: async (order, kind) => {
      child.send(order)
      const [answer] = (await once(child, 'message')) as [Answer]
      if (answer.kind !== kind) throw new Error(`expected ${kind}, got ${answer.kind}`)
      return answer as Extract<Answer, { kind: typeof kind }>
    },
    end: () => child.kill(),
  }
}
