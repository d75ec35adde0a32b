import { join } from 'node:path'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { applyLoad } from './load.ts'
import { command, startHelper, startServer } from './processes.ts'

const CONNECTIONS = 64
const SLUG = 'spring'
const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** Clicks on a short link redirected a second, and what share of a bare server's redirects that is. */
export async function redirectFigures({ extent, folder, say }: Setting): Promise<Figure[]> {
  const data = join(folder, 'redirects')
  command(['site', 'add', SITE, '--data', data])
  const token = command(['token', 'create', '--scope', 'write', '--data', data]).trim()
  const server = await startServer(data)
  const bare = startHelper()
  try {
    const { port } = await bare.ask({ kind: 'bare' }, 'port')
    await addLink(server.port, token)
    say('short links')
    const pairs = await repeated(extent.runs, async () => {
      const own = await rateAt(port, extent.requests)
      return { bare: own, ours: await rateAt(server.port, extent.requests) }
    })
    return [
      figure(
        'short links, 64 connections',
        pairs.map(({ ours }) => ours),
        { unit: 'events/s' },
      ),
      figure(
        'of bare redirects in the same run',
        pairs.map(({ ours, bare }) => ours / bare),
        { unit: 'ratio', reach: { least: 0.5 } },
      ),
    ]
  } finally {
    bare.end()
    await server.stop()
  }
}

async function addLink(port: number, token: string): Promise<void> {
  const tags = { source: 'newsletter', medium: 'email', campaign: 'spring' }
  const answer = await fetch(`http://127.0.0.1:${port}/api/sites/${SITE}/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ slug: SLUG, url: `https://${SITE}/sale`, ...tags }),
  })
  if (answer.status !== 201) throw new Error(`the link was not added: ${answer.status}`)
}

/** Redirects a second. */
async function rateAt(port: number, count: number): Promise<number> {
  const head = [`GET /l/${SLUG} HTTP/1.1`, `host: 127.0.0.1:${port}`, `user-agent: ${CHROME}`]
  const request = Buffer.from(`${head.join('\r\n')}\r\n\r\n`)
  const requests = Array<Buffer>(count).fill(request)
  const load = { port, requests, connections: CONNECTIONS, status: 302 }
  const { answered, refused, seconds } = await applyLoad(load)
  if (refused > 0) throw new Error(`${refused} short links led nowhere`)
  return answered / seconds
}
