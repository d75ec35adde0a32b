import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach } from 'vitest'

export interface Received {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
  /** The body as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: as deep as each form is
  json: any
}

type Respond = (received: Received, response: ServerResponse) => void

export interface Receiver {
  url: string
  received: Received[]
  /** How it answers from now on; of itself 200. */
  respond: Respond
}

/** Answers with so many JSON fields, as a chat does. */
export function says(status: number, body: unknown, headers: Record<string, string> = {}): Respond {
  return (_, response) => {
    const isText = typeof body === 'string'
    response.writeHead(status, {
      'content-type': isText ? 'text/plain' : 'application/json',
      ...headers,
    })
    response.end(isText ? body : JSON.stringify(body))
  }
}

/** A web server that keeps what it is sent, for all tests of a file. */
export function useReceiver(): Receiver {
  const receiver: Receiver = { url: '', received: [], respond: says(200, 'ok') }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      const { method = '', url = '', headers } = request
      const received = { method, url, headers, body, json: body === '' ? null : JSON.parse(body) }
      receiver.received.push(received)
      receiver.respond(received, response)
    })
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    receiver.received = []
    receiver.respond = says(200, 'ok')
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return receiver
}
