/**
 * A ClickHouse that listens: the real engine (chdb) behind as much of the server's HTTP as `@clickhouse/client` speaks, in a
 * process of its own, so that it can be killed, slowed and filled.
 *
 *     node server.mjs <folder> [port]      prints `listening on http://127.0.0.1:PORT`
 *
 * `POST /control` with `{"fail": "…", "delay": ms, "late": true, "times": n}` lets the next inserts fail with that text, wait,
 * or be stored and never answered.
 */
import { createServer } from 'node:http'
import { Session } from 'chdb'

const [folder, port = '0'] = process.argv.slice(2)

/** Only the HTTP server knows these. */
const OF_HTTP = new Set([
  ...['query', 'query_id', 'database', 'session_id', 'role', 'default_format'],
  ...['wait_end_of_query', 'send_progress_in_http_headers', 'http_headers_progress_interval_ms'],
  ...['enable_http_compression', 'cancel_http_readonly_queries_on_client_close'],
])

const literal = (value) => (/^-?\d+$/.test(value) ? value : `'${value.replace(/[\\']/g, '\\$&')}'`)

/** One after the other, with settings that stay: what only reads has a session of its own. */
function session() {
  const session = new Session(folder)
  const set = new Map()
  let before = Promise.resolve()

  async function run({ sql, parameters, settings, database, signal }) {
    if (database) await session.queryAsync(`use ${database}`)
    for (const [name, value] of settings) {
      if (set.get(name) === value) continue
      await session.queryAsync(`set ${name} = ${literal(value)}`)
      set.set(name, value)
    }
    const isBound = Object.keys(parameters).length > 0
    return isBound
      ? session.queryBindAsync(sql, parameters, { signal })
      : session.queryAsync(sql, { signal })
  }

  return (asked) => {
    const answer = before.then(() => run(asked))
    before = answer.catch(() => undefined)
    return answer
  }
}

const writing = session()
const reading = session()
let control = {}
/** What ends each statement, by its id. */
const running = new Map()

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The parts of a form, by name. */
async function fieldsOf(request, body) {
  const form = await new Response(body, {
    headers: { 'content-type': request.headers['content-type'] },
  }).formData()
  return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
}

/** A parameter as chdb binds it: ClickHouse's text of lists and numbers is a value again. */
function bound(text, type) {
  if (text === '\\N') return null
  if (type.startsWith('Array(')) return listOf(text)
  if (/^(Int64|UInt\d+|Float64)$/.test(type)) return Number(text)
  return text.replace(
    /\\(.)/gs,
    (_, sign) => ({ n: '\n', t: '\t', r: '\r', 0: '\0' })[sign] ?? sign,
  )
}

function listOf(text) {
  const values = []
  const pattern = /'((?:[^'\\]|\\.|'')*)'|(-?[\d.e+-]+)|NULL/gsu
  for (const [, quoted, number] of text.matchAll(pattern)) {
    if (quoted !== undefined)
      values.push(
        quoted.replace(
          /\\(.)/gs,
          (_, sign) => ({ n: '\n', t: '\t', r: '\r', 0: '\0' })[sign] ?? sign,
        ),
      )
    else values.push(number === undefined ? null : Number(number))
  }
  return values
}

async function askedOf(request) {
  const { searchParams } = new URL(request.url, 'http://localhost')
  const body = await bodyOf(request)
  const isForm = request.headers['content-type']?.startsWith('multipart/')
  const fields = isForm ? await fieldsOf(request, body) : {}
  const head = searchParams.get('query') ?? fields.query
  const text = isForm ? '' : body.toString()
  const sql = head === undefined ? text : [head, text].filter((part) => part !== '').join('\n')
  const given = { ...Object.fromEntries(searchParams), ...fields }
  const types = Object.fromEntries(
    [...sql.matchAll(/\{(\w+):([\w()]+)\}/g)].map(([, name, type]) => [name, type]),
  )
  const parameters = Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => name.startsWith('param_'))
      .map(([name, value]) => [name.slice(6), bound(value, types[name.slice(6)] ?? 'String')]),
  )
  const settings = [...searchParams].filter(
    ([name]) => !OF_HTTP.has(name) && !name.startsWith('param_'),
  )
  const id = searchParams.get('query_id')
  return { id, sql, parameters, settings, database: searchParams.get('database') }
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** What this insert meets. */
function met() {
  const { times = 0, ...trouble } = control
  control = times > 1 ? { ...trouble, times: times - 1 } : {}
  return times > 0 ? trouble : {}
}

async function answer(request, response) {
  const t0 = performance.now()
  response.on('finish', () =>
    console.error(
      (performance.now() - t0).toFixed(0),
      'ms',
      request.asked?.sql.replace(/\s+/g, ' ').slice(0, 1500),
    ),
  )
  const asked = await askedOf(request)
  request.asked = asked
  const isInsert = /^\s*insert/i.test(asked.sql)
  const isWrite = isInsert || !/^\s*(select|with)/i.test(asked.sql)
  const { fail, delay, late } = isInsert ? met() : {}
  if (delay) await wait(delay)
  if (fail) throw new Error(fail)
  const killed = /^\s*kill query where/i.test(asked.sql) && asked.parameters.id
  if (killed) {
    running.get(killed)?.abort(new Error('Code: 394. DB::Exception: Query was cancelled'))
    return response.end()
  }
  const stop = new AbortController()
  running.set(asked.id, stop)
  const result = await (isWrite ? writing : reading)({ ...asked, signal: stop.signal }).finally(
    () => running.delete(asked.id),
  )
  if (late) return
  response.setHeader('content-type', 'application/x-ndjson')
  response.end(Buffer.from(result.bytes()))
}

const server = createServer((request, response) => {
  if (request.url.startsWith('/ping')) return response.end('Ok.\n')
  if (request.url.startsWith('/running')) return response.end(String(running.size))
  if (request.url.startsWith('/control'))
    return bodyOf(request).then((body) => {
      control = JSON.parse(body.toString())
      response.end()
    })
  answer(request, response).catch((error) => {
    response.statusCode = 500
    response.end(String(error.message))
  })
})
server.listen(Number(port), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`)
})
