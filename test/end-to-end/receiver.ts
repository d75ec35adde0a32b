import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WireBody, WireEvent } from '../../tracker/protocol.ts'

export interface Received {
  /** `/t/<site>` */
  path: string
  body: WireBody
  contentType: string
}

/** A collector's outside: hands out the script, answers any origin, and remembers what it got. */
export interface Receiver {
  origin: string
  received: Received[]
  /** What posts are answered with, and after how many ms; 202 and at once at first. */
  answer: { status: number; after: number }
  /** Posts that have come, whatever they were answered. */
  posts(): number
  events(): WireEvent[]
  /** Waits until an event of that name is there and answers the newest. */
  event(name: string, count?: number): Promise<WireEvent>
  close(): Promise<void>
}

const MOST_BYTES = 65_536

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

const originOf = (server: Server, host: string): string =>
  `http://${host}:${(server.address() as AddressInfo).port}`

const listen = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()))

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })

/** `script` makes the file of the query that it is asked with: none, `debug` or `preview`. */
export const openReceiver = async (script: (query: string) => string): Promise<Receiver> => {
  const received: Received[] = []
  const answer = { status: 202, after: 0 }
  let posts = 0
  const take = async (request: IncomingMessage): Promise<number> => {
    const text = await bodyOf(request)
    posts += 1
    const { status, after } = answer
    if (after > 0) await new Promise((resolve) => setTimeout(resolve, after))
    if (Buffer.byteLength(text) > MOST_BYTES) return 413
    const [path = '', contentType = ''] = [request.url, request.headers['content-type']]
    if (status === 202) received.push({ path, body: JSON.parse(text) as WireBody, contentType })
    return status
  }
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Access-Control-Allow-Headers', '*, authorization')
    if (request.method === 'GET') {
      response.setHeader('Content-Type', 'text/javascript; charset=utf-8')
      response.end(script(request.url?.split('?')[1] ?? ''))
      return
    }
    try {
      if (request.method === 'POST') response.statusCode = await take(request)
    } catch (error) {
      // A page that ends with its test takes what it was sending with it.
      if (!request.destroyed) throw error
    }
    response.end('{}')
  })
  await listen(server)
  // A page's storage may have anything among them.
  const events = () => received.flatMap(({ body }) => body.events.filter(Boolean))
  const event = async (name: string, count = 1): Promise<WireEvent> => {
    for (;;) {
      const found = events().filter((candidate) => candidate.name === name)[count - 1]
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return {
    origin: originOf(server, '127.0.0.1'),
    received,
    answer,
    posts: () => posts,
    events,
    event,
    close: () => closed(server),
  }
}

/** A site with a page at every path, /missing not found, on a host of its own. */
export const openSite = async (html: (path: string) => string) => {
  const server = createServer((request, response) => {
    response.statusCode = request.url?.startsWith('/missing') ? 404 : 200
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(html((request.url ?? '/').replace(/\?.*/, '')))
  })
  await listen(server)
  return { origin: originOf(server, 'localhost'), close: () => closed(server) }
}
