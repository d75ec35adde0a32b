import { randomUUID } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { nanoid } from 'nanoid'
import { NO_WEBSITE, toldByUmami, umamiLine } from '../../peers/umami.ts'
import type { AppContext, AppEnv, Shared } from '../environment.ts'
import { ANY_ORIGIN, answered, type IntakeDoor, PREFLIGHT, refused } from '../intake-door.ts'
import { pause } from '../pause.ts'
import { header } from '../peer.ts'
import { delivery } from './delivery.ts'
import { visitorAddress } from './ingest-token.ts'
import { type Received, receiving } from './received.ts'
import { deliverLines, type Fate, type Line } from './umami-lines.ts'
import { websites } from './websites.ts'

const SEND = { most: 65_536, mostOfServers: 65_536 }
const BATCH = { most: 65_536, mostOfServers: 2 * 1_048_576 }
/** Lines of who has no token, and of who has one: those that are committed together, also while a file is brought in. */
const MOST_LINES = 100
const MOST_LINES_OF_SERVERS = 2_000
/** Lines that others wait behind. */
const AT_ONCE = 100

/** `POST /api/send` and `/api/batch`, as Umami's scripts and servers know them. */
export function mountUmami(root: OpenAPIHono<AppEnv>, shared: Shared, door: IntakeDoor): void {
  const deliver = delivery(shared, door)
  const receive = receiving(shared, door, deliver)
  const domainOf = websites(shared.file, shared.now)

  /** A line with its site and whose it is, or what is wrong with it. */
  async function lineOf(c: AppContext, value: unknown, from: Received): Promise<Line | string> {
    const line = umamiLine(value)
    if (typeof line === 'string') return line
    const site = await domainOf(line.website)
    if (site === undefined) return NO_WEBSITE
    await from.require(site)
    const told = toldByUmami(line, site, { now: shared.now(), newId: nanoid })
    const { body, ip, userAgent = from.userAgent } = told
    return { site, body, userAgent, ...whose(c, ip, from) }
  }

  async function linesIn(c: AppContext, sent: readonly unknown[], from: Received) {
    const lines: (Line | string)[] = []
    for (const [at, value] of sent.entries()) {
      if (at % AT_ONCE === 0) await pause()
      lines.push(await lineOf(c, value, from))
    }
    return lines
  }

  /** The address that the payload names is believed of who has a token or is trusted as a proxy is; else it is said. */
  function whose(c: AppContext, ip: string | undefined, { token, sender }: Received) {
    if (token) return { ip: ip ?? visitorAddress(c), token: token.secret }
    if (ip === undefined) return sender
    if (door.isTrusted(sender.ip)) return { ...sender, ip }
    return { ...sender, untrustedProxy: sender.untrustedProxy ?? door.untrusted(sender.ip, ip) }
  }

  root.post('/api/send', async (c) => {
    const from = await receive(c, SEND)
    if (from instanceof Response) return from
    const line = await lineOf(c, from.sent, from)
    if (typeof line === 'string') return failure({ status: 400, message: line })
    const fates = await deliverLines([line], deliver)
    return Array.isArray(fates) ? answerTo(c, fates[0] as Fate) : answered(fates)
  })

  root.post('/api/batch', async (c) => {
    const from = await receive(c, BATCH)
    if (from instanceof Response) return from
    const sent = linesOf(from)
    if (sent instanceof Response) return sent
    const lines = await linesIn(c, sent, from)
    const fates = await deliverLines(lines, deliver)
    return Array.isArray(fates) ? batchAnswer(c, fates) : answered(fates)
  })

  for (const path of ['/api/send', '/api/batch'])
    root.options(path, () => new Response(null, { status: 204, headers: PREFLIGHT }))
}

function linesOf({ sent, token }: Received): unknown[] | Response {
  if (!Array.isArray(sent)) return failure(NO_LIST)
  return sent.length > (token ? MOST_LINES_OF_SERVERS : MOST_LINES) ? refused(413, TOO_MANY) : sent
}

const TOO_MANY = `a batch has at most ${MOST_LINES} lines, with a token of the scope ingest ${MOST_LINES_OF_SERVERS}`

interface Wrong {
  status: 400 | 403
  message: string
}

const NO_LIST: Wrong = { status: 400, message: 'Invalid input: expected array' }

const CODES = { 400: 'bad-request', 403: 'forbidden' } as const

function wrongOf(fate: Fate): Wrong | undefined {
  if (fate === 'ignored') return { status: 403, message: 'Forbidden' }
  return typeof fate === 'object' ? { status: 400, message: fate.message } : undefined
}

const errorOf = ({ status, message }: Wrong) => ({
  error: { message, code: CODES[status], status },
})

function failure(wrong: Wrong): Response {
  return Response.json(errorOf(wrong), { status: wrong.status, headers: ANY_ORIGIN })
}

function answerTo(c: AppContext, fate: Fate): Response {
  const wrong = wrongOf(fate)
  if (wrong) return failure(wrong)
  return Response.json(fate === 'bot' ? ROBOT : sessionOf(c), { headers: ANY_ORIGIN })
}

const ROBOT = { beep: 'boop' }

function batchAnswer(c: AppContext, fates: readonly Fate[]): Response {
  const details = fates.flatMap((fate, index) => {
    const wrong = wrongOf(fate)
    return wrong ? [{ index, response: errorOf(wrong) }] : []
  })
  const counts = {
    size: fates.length,
    processed: fates.length - details.length,
    errors: details.length,
  }
  const isTaken = fates.some((fate) => fate !== 'bot' && !wrongOf(fate))
  const cache = isTaken ? sessionOf(c).cache : null
  return Response.json({ ...counts, details, cache }, { headers: ANY_ORIGIN })
}

const CACHE = /^([0-9a-f-]{36})\.([0-9a-f-]{36})$/u

/** Names that mean nothing here; a page that sends back what it was given keeps them as long as it lasts. */
function sessionOf(c: AppContext) {
  const [, session, visit] = CACHE.exec(header(c, 'x-umami-cache') ?? '') ?? []
  const [sessionId, visitId] = [session ?? randomUUID(), visit ?? randomUUID()]
  return { cache: `${sessionId}.${visitId}`, sessionId, visitId }
}
