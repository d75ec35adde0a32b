import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.mjs'

const SERVER = 'test/contract/clickhouse/server.mjs'

/** What the next inserts meet. */
export interface Trouble {
  /** They are refused with this text. */
  fail?: string
  /** They wait so long before, ms. */
  delay?: number
  /** They are stored, and nobody hears of it. */
  late?: boolean
  /** How many of them. */
  times: number
}

/** A real ClickHouse in a process of its own. */
export interface TestClickHouse {
  /** An empty database. */
  database(): Promise<TestDatabase>
  /** As a power cut would; `restart` brings it back with what it had. */
  kill9(): Promise<void>
  restart(): Promise<void>
  meets(trouble: Trouble): Promise<void>
  /** How many statements run. */
  running(): Promise<number>
  remove(): Promise<void>
}

export interface TestDatabase {
  /** `http://127.0.0.1:8123/test1`. */
  url: string
  /** The rows of a question. */
  ask<Row = Record<string, unknown>>(question: string): Promise<Row[]>
  run(statement: string): Promise<void>
}

export async function startClickHouse(): Promise<TestClickHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-clickhouse-'))
  const port = `${await freePort()}`
  let { child, origin } = await listening(folder, port)
  const post = async (path: string, body: string) => {
    const answer = await fetch(origin + path, { method: 'POST', body })
    const text = await answer.text()
    if (!answer.ok) throw new Error(text)
    return text
  }
  const kill9 = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  let databases = 0
  return {
    async database() {
      const name = `test${databases++}`
      await post('/', `create database ${name}`)
      return {
        url: `${origin}/${name}`,
        async ask<Row>(question: string) {
          const text = await post(`/?database=${name}`, `${question} format JSONEachRow`)
          const lines = text.split('\n').filter((line) => line !== '')
          return lines.map((line) => JSON.parse(line) as Row)
        },
        async run(statement) {
          await post(`/?database=${name}`, statement)
        },
      }
    },
    kill9,
    async restart() {
      ;({ child, origin } = await listening(folder, port))
    },
    async meets(trouble) {
      await post('/control', JSON.stringify(trouble))
    },
    running: async () => Number(await post('/running', '')),
    async remove() {
      await kill9()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function listening(
  folder: string,
  port: string,
): Promise<{ child: ChildProcess; origin: string }> {
  const child = spawn(process.execPath, [SERVER, folder, port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk) => {
      said += chunk
      const [, url] = /listening on (http:\S+)\n/.exec(said) ?? []
      if (url !== undefined) resolve(url)
    })
    child.on('close', (code) => reject(new Error(`ClickHouse ended with ${code}`)))
  })
  return { child, origin }
}
