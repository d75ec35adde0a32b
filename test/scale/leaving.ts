import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { SITE } from '../faults/sending.ts'
import {
  addSite,
  createToken,
  dataFolder,
  type Ran,
  removeFolder,
  startServer,
  type TestServer,
  tributary,
} from '../server.ts'
import { startClickHouse, type TestClickHouse, type TestDatabase } from './clickhouse.ts'
import { KEEP } from './history.ts'
import { hasAllLeft, inFile, isAllTold } from './in-file.ts'

/** A site whose events leave its file for a ClickHouse of its own. */
export class Leaving {
  data = ''
  /** Settings that every command has. */
  env: Record<string, string> = {}
  #clickhouse: TestClickHouse | undefined
  #database: TestDatabase | undefined
  #token = ''
  #server: TestServer | undefined

  /** Of each test anew; the ClickHouse is one for all tests of a file. */
  constructor() {
    beforeAll(async () => {
      this.#clickhouse = await startClickHouse()
    })
    afterAll(() => this.#clickhouse?.remove())
    beforeEach(async () => {
      await this.otherDatabase()
      this.data = dataFolder()
      await addSite(this.data, SITE)
      this.#token = await createToken(this.data, 'write')
    })
    afterEach(async () => {
      await this.stop()
      removeFolder(this.data)
    })
  }

  get database(): TestDatabase {
    if (!this.#database) throw new Error('no test is under way')
    return this.#database
  }

  get server(): TestServer {
    if (!this.#server) throw new Error('no server runs')
    return this.#server
  }

  /** In the place of the one that is there. */
  async otherDatabase(): Promise<void> {
    this.#database = await this.#clickhouse?.database()
    this.env = { TRIBUTARY_CLICKHOUSE_URL: this.database.url }
  }

  async start(...more: string[]): Promise<TestServer> {
    const args = ['--rate-limit', '0', '--clickhouse-url', this.database.url, ...more]
    this.#server = await startServer({ data: this.data, args })
    return this.#server
  }

  /** Events that are older than some days leave. */
  keeping(...more: string[]): Promise<TestServer> {
    return this.start('--keep-days', `${KEEP}`, ...more)
  }

  async stop(): Promise<void> {
    await this.#server?.stop()
    this.#server = undefined
  }

  command(...args: string[]): Promise<Ran> {
    return tributary([...args, '--data', this.data], { env: this.env })
  }

  async imported(lines: readonly string[]): Promise<Ran> {
    const path = join(this.data, 'events.ndjson')
    writeFileSync(path, `${lines.join('\n')}\n`)
    return await this.command('import', SITE, path)
  }

  /** Bytes of the file, once its log is in it. */
  bytes(): number {
    return inFile(this.data, (db) => {
      const [pages, size] = ['page_count', 'page_size'].map((of) => db.pragma(of, { simple: true }))
      return Number(pages) * Number(size)
    })
  }

  async allTold(): Promise<void> {
    await expect.poll(() => isAllTold(this.data)).toBe(true)
  }

  /** A server first looks twice, with 20 s in between, whether history is just coming in. */
  async allLeft(): Promise<void> {
    await expect.poll(() => hasAllLeft(this.data), { timeout: 90_000 }).toBe(true)
  }

  async report(name: string, request: object) {
    const answer = await fetch(`${this.server.url}/api/sites/${SITE}/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    return { status: answer.status, body: await answer.json() }
  }

  /** Sends a table of subscriptions to be looked at alone; what it is answered. */
  async subscriptions(csv: string): Promise<string> {
    const address = `${this.server.url}/api/sites/${SITE}/subscriptions?dry_run=true`
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'text/csv' }
    return await (await fetch(address, { method: 'POST', headers, body: csv })).text()
  }

  async totals(): Promise<unknown> {
    const metrics = ['visitors', 'visits', 'pageviews', 'events', 'bounce_rate']
    return (await this.report('reports/stats', { period: 'all', metrics })).body.totals
  }

  /** Events there. */
  async held(): Promise<number> {
    const [row] = await this.database.ask<{ n: number }>('select count() as n from event final')
    return Number(row?.n)
  }
}
