import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WireBody, WireEvent } from '../../tracker/protocol.ts'

export interface Received {
  body: WireBody
  contentType: string
}

/** A collector's outside: hands out the script, answers any origin, and remembers what it got. */
export interface Receiver {
  origin: string
  received: Received[]
  /** What posts are answered with; 202 at first. */
  answer: { status: number }
  events(): WireEvent[]
  /** Waits until an event of that name is there and answers the newest. */
  event(name: string, count?: number): Promise<WireEvent>
  close(): Promise<void>
}

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

export const openReceiver = async (script: () => string): Promise<Receiver> => {
  const received: Received[] = []
  const answer = { status: 202 }
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    if (request.method === 'GET') {
      response.setHeader('Content-Type', 'text/javascript; charset=utf-8')
      response.end(script())
      return
    }
    const text = await bodyOf(request)
    response.statusCode = answer.status
    if (answer.status === 202)
      received.push({
        body: JSON.parse(text) as WireBody,
        contentType: request.headers['content-type'] ?? '',
      })
    response.end('{}')
  })
  await listen(server)
  const events = () => received.flatMap(({ body }) => body.events)
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
    events,
    event,
    close: () => closed(server),
  }
}

/** A site of one page at every path but /missing, on a host of its own. */
export const openSite = async (html: () => string) => {
  const server = createServer((request, response) => {
    response.statusCode = request.url?.startsWith('/missing') ? 404 : 200
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(html())
  })
  await listen(server)
  return { origin: originOf(server, 'localhost'), close: () => closed(server) }
}
