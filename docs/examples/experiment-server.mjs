/**
 * A server that shows one of two headlines and records who saw which.
 *
 *   COLLECTOR=https://growth.example.com SITE=example.com TOKEN=… node experiment-server.mjs
 *
 * The token has the scopes `read` and `ingest`.
 */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { assign, exposureId } from 'tributary/experiments'

const { COLLECTOR, SITE, TOKEN, PORT = '8080' } = process.env
const API = `${COLLECTOR}/api/sites/${SITE}`
const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }

/** Asked anew once a minute, so that a start, a pause and a stop arrive; the last answer stays while none comes. */
let hero
const refresh = async () => {
  try {
    const answer = await fetch(`${API}/experiments/hero`, { headers })
    if (answer.ok) hero = await answer.json()
  } catch (error) {
    console.warn('the collector does not answer', error)
  }
}
await refresh()
setInterval(refresh, 60_000).unref()

/** Of the visitor's own id; the page's script gets the same by `data-visitor` and a cookie of yours, or by `identify`. */
const idOf = (request) => /(?:^|; )id=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]

/** Not awaited by the page: the same exposure has the same id, so sending it again counts once. */
const expose = (user, variant, url) => {
  const { key, phases } = hero
  const phase = phases.length
  const event = {
    id: exposureId({ experiment: key, phase, unit: user, variant }),
    name: 'exposure',
    at: Date.now(),
    url,
    props: { experiment: key, variant },
  }
  fetch(`${API}/events`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ user, events: [event] }),
  }).catch((error) => console.warn('not recorded', error))
}

const HEADLINES = { control: 'Ship software', b: 'Ship faster' }

const server = createServer((request, response) => {
  const id = idOf(request) ?? randomUUID()
  const url = new URL(request.url, `https://${SITE}`)
  const { variant } = hero
    ? assign(hero, { id, targeted: url.pathname === '/' })
    : { variant: null }
  if (variant !== null) expose(id, variant, url.href)
  response.setHeader('set-cookie', `id=${id}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`)
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(`<!doctype html><h1>${HEADLINES[variant] ?? HEADLINES.control}</h1>`)
})
server.listen(Number(PORT), () => console.log(`listening on ${server.address().port}`))
