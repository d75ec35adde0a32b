import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PROGRAM = 'dist/collector/tributary.js'

/** What a finished run of the program left behind. */
export interface Ran {
  /** null when a signal ended it. */
  code: number | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  env?: Record<string, string>
  input?: string | Uint8Array
  /** A file that standard output goes to instead, as with `>`. */
  stdout?: string
}

/** A real server in a process of its own, on a free port. */
export interface TestServer {
  /** `http://127.0.0.1:PORT` */
  url: string
  data: string
  /** The one-time link of a first start. */
  signInLink: string | undefined
  pid: number
  /** All that it wrote so far. */
  output(): string
  /** Ends it as an operator would; answers the exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill9(): Promise<void>
}

export interface ServerOptions {
  /** An existing data folder; without it a temporary one. */
  data?: string
  args?: string[]
  env?: Record<string, string>
}

/** A new empty folder for a test's data. */
export function dataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tributary-data-'))
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Runs a command of the built program to its end. */
export async function tributary(args: string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(args, options.env, options.stdout)
  const ran = collect(child)
  // One that ends before it has read that closes the pipe.
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(options.input ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...ran }
}

/** Starts the built server and waits for its ready line. Throws with its output if it ends instead. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const data = options.data ?? dataFolder()
  const args = ['serve', '--port', '0', '--data', data, ...(options.args ?? [])]
  const child = start(args, options.env)
  const ran = collect(child)
  const url = await ready(child, ran)
  const closed = once(child, 'close') as Promise<[number | null]>
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    const [code] = await closed
    return code
  }
  return {
    url,
    data,
    pid: child.pid ?? 0,
    get signInLink() {
      return /http\S+\/sign-in\/\S+/.exec(ran.stdout + ran.stderr)?.[0]
    },
    output: () => ran.stdout + ran.stderr,
    stop: () => end('SIGTERM'),
    kill9: async () => {
      await end('SIGKILL')
    },
  }
}

/** Adds a site to a data folder. */
export async function addSite(data: string, domain: string, args: string[] = []): Promise<void> {
  expectDone(await tributary(['site', 'add', domain, '--data', data, ...args]))
}

/** Makes a token; scopes like `read,ingest`. */
export async function createToken(data: string, scope: string): Promise<string> {
  const ran = await tributary(['token', 'create', '--scope', scope, '--data', data])
  expectDone(ran)
  return ran.stdout.trim()
}

/** Events of a site as they were stored, through the export. */
export async function exported(data: string, domain: string): Promise<Record<string, unknown>[]> {
  const ran = await tributary(['export', domain, '--data', data])
  expectDone(ran)
  const lines = ran.stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

function expectDone({ code, stdout, stderr }: Ran): void {
  if (code !== 0) throw new Error(`tributary ended with ${code}:\n${stdout}${stderr}`)
}

function start(args: string[], env: Record<string, string> = {}, stdout?: string): ChildProcess {
  const out = stdout === undefined ? 'pipe' : openSync(stdout, 'w')
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['pipe', out, 'pipe'],
  })
  if (typeof out === 'number') closeSync(out)
  return child
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const ran = { stdout: '', stderr: '' }
  // A chunk may end within a character.
  child.stdout?.setEncoding('utf8').on('data', (chunk) => {
    ran.stdout += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk) => {
    ran.stderr += chunk
  })
  return ran
}

async function ready(child: ChildProcess, ran: { stdout: string; stderr: string }) {
  return await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const [, url] = /listening on (http:\/\/\S+)\n/.exec(ran.stdout) ?? []
      if (url !== undefined) resolve(url)
    })
    child.on('close', (code) =>
      reject(new Error(`serve ended with ${code}:\n${ran.stdout}${ran.stderr}`)),
    )
  })
}
