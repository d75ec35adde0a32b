import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createClient, parseError } from '@clickhouse/client'
import { Session } from 'chdb'

/** Only the HTTP server knows these; the client sends them by itself. */
const OF_HTTP = new Set([
  'wait_end_of_query',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'default_format',
])

/** The one data folder that chdb takes in a process; in that of the run (test/clickhouse-folder.mjs). */
const folder = mkdtempSync(join(process.env.CLICKHOUSE_FOLDER ?? tmpdir(), 'process-'))

const literal = (value) =>
  typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : Number(value)

async function textOf(values) {
  if (typeof values === 'string') return values
  const chunks = []
  for await (const chunk of values) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

function readable(result) {
  const stream = Readable.from([Buffer.from(result.bytes())], { objectMode: false })
  // Closing an answer that was not read to its end destroys it with an error that nobody listens for.
  stream.on('error', () => {})
  return stream
}

/**
 * What `@clickhouse/client` talks to instead of a server: ClickHouse in this process. All connections share its
 * databases; each has its own `use`, and keeps the settings of its requests. Not for worker threads: chdb lives once in
 * a process, and ends it when a thread that had it ends.
 */
function inProcess() {
  const session = new Session(folder)
  const set = new Map()

  async function run(sql, { query_params, abort_signal } = {}) {
    const options = { signal: abort_signal }
    const isBound = query_params !== undefined && Object.keys(query_params).length > 0
    try {
      return await (isBound
        ? session.queryBindAsync(sql, query_params, options)
        : session.queryAsync(sql, options))
    } catch (error) {
      throw parseError(error.message)
    }
  }

  async function runWithSettings({ query, clickhouse_settings = {}, ...rest }) {
    const changed = Object.entries(clickhouse_settings).filter(
      ([name, value]) => !OF_HTTP.has(name) && value !== undefined && set.get(name) !== value,
    )
    for (const [name, value] of changed) set.set(name, value)
    const sets = changed.map(([name, value]) => `set ${name} = ${literal(value)}`)
    if (sets.length > 0) await run(sets.join('; '))
    return await run(query, rest)
  }

  const answer = ({ query_id = randomUUID() }) => ({
    query_id,
    response_headers: {},
    http_status_code: 200,
  })
  return {
    query: async (asked) => ({ ...answer(asked), stream: readable(await runWithSettings(asked)) }),
    exec: async (asked) => ({ ...answer(asked), stream: readable(await runWithSettings(asked)) }),
    async command(asked) {
      await runWithSettings(asked)
      return answer(asked)
    },
    async insert({ query, values, ...asked }) {
      await run(`${query}\n${await textOf(values)}`, asked)
      return answer(asked)
    },
    ping: async () => ({ success: true }),
    close: async () => session.close(),
  }
}

export function openClient() {
  return createClient({ connection: inProcess() })
}
