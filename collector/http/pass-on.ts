import { Agent, type IncomingMessage, request as plain, type ServerResponse } from 'node:http'
import { Agent as TlsAgent, request as tls } from 'node:https'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { OtherCollector } from '../owners.ts'
import { Refusal } from '../refusal.ts'
import type { AppContext } from './environment.ts'
import { PASSED } from './passed.ts'

/** Of one connection alone (RFC 9110, 7.6.1); Node says how it sends a body by itself. */
const OF_CONNECTION = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade'],
  'expect',
])

const CONNECT_MS = 3_000
/** Less than the five seconds after which the other end closes what is idle: what it closes just then would be lost. */
const KEPT = { keepAlive: true, timeout: 4_000 }
const AGENTS = { 'http:': new Agent(KEPT), 'https:': new TlsAgent(KEPT) }

/** It could not be passed on: nothing of an answer has been sent. */
export class NotPassed extends Refusal {
  /** Seconds. */
  readonly retryAfter: number

  constructor(detail: string, retryAfter = 5) {
    super(503, detail)
    this.retryAfter = retryAfter
  }
}

export interface Passing {
  to: OtherCollector
  /** What the header of those that are passed on says. */
  signed: string
  /** The body where it has been read; else it goes on as it comes, up to `most` bytes. */
  body?: Uint8Array
  most: number
  /** So long nothing may come or go before the answer is given up. */
  idle_ms: number
}

interface Sockets {
  incoming: IncomingMessage
  outgoing: ServerResponse
}

function socketsOf({ env }: AppContext): Sockets {
  const { incoming, outgoing } = env
  if (incoming && outgoing) return { incoming, outgoing } as Sockets
  throw new Error('only what came by a socket can be passed on')
}

/**
 * Passes a request on to another collector, and its answer back, both as they come: the answer is written when this
 * resolves or goes on being written. It ends with the client. Throws NotPassed.
 */
export async function passOn(c: AppContext, passing: Passing): Promise<Response> {
  const sockets = socketsOf(c)
  const answer = await answerTo(sockets, passing)
  if (answer.statusCode === MISDIRECTED) {
    answer.resume()
    throw new NotPassed('this site is just going from one collector to another', 1)
  }
  send(answer, sockets.outgoing)
  return RESPONSE_ALREADY_SENT
}

/** The other one has not got the site either: they know of a change one after the other. */
export const MISDIRECTED = 421

function answerTo(sockets: Sockets, passing: Passing): Promise<IncomingMessage> {
  const { incoming, outgoing } = sockets
  const { to, body, most, idle_ms } = passing
  return new Promise((resolve, reject) => {
    const asked = ask(incoming, passing)
    let isAnswered = false
    const fail = (reason: string) => {
      reject(new NotPassed(`collector ${to.number}, which has this site, ${reason}`))
      asked.destroy()
    }
    asked.setTimeout(idle_ms, () => {
      if (isAnswered) asked.destroy()
      else fail(`has not answered for ${Math.round(idle_ms / 1_000)} s`)
    })
    const connecting = setTimeout(() => fail('cannot be reached'), CONNECT_MS)
    asked.once('socket', (socket) => {
      const connected = () => clearTimeout(connecting)
      if (socket.connecting) socket.once('connect', connected)
      else connected()
    })
    outgoing.once('close', () => asked.destroy())
    asked.on('error', (error) => {
      clearTimeout(connecting)
      // An answer that has begun breaks off by itself.
      if (!isAnswered) fail(reasonOf(error))
    })
    asked.once('response', (answer) => {
      isAnswered = true
      incoming.unpipe(asked)
      resolve(answer)
    })
    if (body) asked.end(body)
    else pipeUpTo(most, incoming, asked, reject)
  })
}

function reasonOf(error: NodeJS.ErrnoException): string {
  return error.code === 'ECONNRESET'
    ? 'broke off'
    : `cannot be reached (${error.code ?? 'no answer'})`
}

function ask(incoming: IncomingMessage, { to, signed, body }: Passing) {
  if (to.address === null) {
    throw new NotPassed(`nobody knows where collector ${to.number}, which has this site, is`)
  }
  const { protocol, hostname, port } = new URL(to.address)
  const isTls = protocol === 'https:'
  return (isTls ? tls : plain)({
    protocol,
    hostname: hostname.replace(/^\[|\]$/gu, ''),
    port,
    method: incoming.method,
    path: incoming.url,
    agent: AGENTS[isTls ? 'https:' : 'http:'],
    headers: {
      ...endToEnd(incoming.headers),
      [PASSED]: signed,
      ...(body && { 'content-length': body.byteLength }),
    },
  })
}

function endToEnd(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name)))
}

function pipeUpTo(
  most: number,
  incoming: IncomingMessage,
  asked: ReturnType<typeof plain>,
  reject: (error: Error) => void,
): void {
  let size = 0
  incoming.on('data', ({ length }: Buffer) => {
    size += length
    if (size <= most) return
    incoming.unpipe(asked)
    reject(new Refusal(413, `a body has at most ${most} bytes`))
    asked.destroy()
  })
  incoming.pipe(asked)
}

/** As it comes, with what follows the body; one that breaks off breaks off here, too. */
function send(answer: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers))
  outgoing.flushHeaders()
  answer.pipe(outgoing, { end: false })
  answer.once('end', () => {
    if (outgoing.req.httpVersion === '1.1')
      outgoing.addTrailers(answer.trailers as Record<string, string>)
    outgoing.end()
  })
  answer.once('close', () => {
    // By a reset: to a proxy that speaks HTTP/1.0, a connection that closes is an answer that has ended.
    if (!answer.complete) outgoing.socket?.resetAndDestroy()
  })
}
