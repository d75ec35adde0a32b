import type { OpenAPIHono } from '@hono/zod-openapi'
import { nanoid } from 'nanoid'
import type { IntakeAnswer } from '../../intake/port.ts'
import { toldByPlausible } from '../../peers/plausible.ts'
import type { Told } from '../../peers/told.ts'
import type { AppContext, AppEnv, Shared } from '../environment.ts'
import { ANY_ORIGIN, answered, type IntakeDoor, PREFLIGHT } from '../intake-door.ts'
import { header } from '../peer.ts'
import { delivery, type Part, serversBody } from './delivery.ts'
import { type IngestToken, visitorAddress } from './ingest-token.ts'
import { rejectedOf } from './receipt.ts'
import { type Received, receiving } from './received.ts'

const BOUNDS = { most: 65_536, mostOfServers: 65_536 }

/** `POST /api/event`, as Plausible's scripts and those who send for them know it. */
export function mountPlausible(root: OpenAPIHono<AppEnv>, shared: Shared, door: IntakeDoor): void {
  const deliver = delivery(shared, door)
  const receive = receiving(shared, door, deliver)
  const path = '/api/event'

  root.post(path, async (c) => {
    const from = await receive(c, BOUNDS)
    if (from instanceof Response) return from
    const told = toldByPlausible(from.sent, { now: shared.now(), newId: nanoid })
    if ('errors' in told) return invalid(told.errors, 1)
    const { sites, body } = told
    for (const site of sites) await from.require(site)
    const part = from.token ? serversPart(c, body, from.token) : browsersPart(body, from)
    return answerOf(await Promise.all(sites.map((site) => deliver({ site, ...part }))))
  })
  root.options(path, () => new Response(null, { status: 204, headers: PREFLIGHT }))
}

type Everywhere = Omit<Part, 'site'>

function browsersPart(body: Told['body'], { sender, userAgent }: Received): Everywhere {
  return { body: JSON.stringify(body), ...sender, userAgent }
}

/** Who has a token says whose the events are; who says nothing leaves it unknown. */
function serversPart(c: AppContext, body: Told['body'], { secret }: IngestToken): Everywhere {
  const ip = visitorAddress(c)
  const userAgent = header(c, 'user-agent') ?? ''
  return { body: serversBody(body, ip, userAgent), ip, userAgent, token: secret }
}

/** 202 whether it was stored or dropped, 400 where it is no event; what failed for our sake says so itself. */
function answerOf(answers: readonly IntakeAnswer[]): Response {
  const failed = answers.find(({ status }) => status !== 202 && status !== 400 && status !== 404)
  if (failed) return answered(failed)
  const dropped = answers.filter((answer) => rejectedOf(answer)?.size !== 0)
  const wrong = dropped.find(({ status }) => status === 400)
  if (wrong) return invalid({ event: [...(rejectedOf(wrong)?.values() ?? [])] }, dropped.length)
  return new Response('ok', { status: 202, headers: dropped.length > 0 ? DROPPED : ALL_TAKEN })
}

const ALL_TAKEN = { ...ANY_ORIGIN, 'content-type': 'text/plain; charset=utf-8' } as const
const DROPPED = {
  ...ALL_TAKEN,
  'x-plausible-dropped': '1',
  'access-control-expose-headers': 'x-plausible-dropped',
} as const

function invalid(errors: Record<string, string[]>, dropped: number): Response {
  const headers = { ...ANY_ORIGIN, 'x-plausible-dropped': String(dropped) }
  return Response.json({ errors }, { status: 400, headers })
}
