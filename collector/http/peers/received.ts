import type { IntakeAnswer } from '../../intake/port.ts'
import { siteOfOwn } from '../../peers/own.ts'
import { parse } from '../../peers/told.ts'
import type { AppContext, Shared } from '../environment.ts'
import { answered, type IntakeDoor, type Sender } from '../intake-door.ts'
import { header } from '../peer.ts'
import type { Deliver } from './delivery.ts'
import { type IngestToken, ingestToken } from './ingest-token.ts'

/** A request that is another tool's. */
export interface Received {
  sender: Sender
  userAgent: string
  /** Of who may send events for their visitors. */
  token: IngestToken | undefined
  /** What the body's JSON says; undefined where it is none. */
  sent: unknown
}

export interface Bounds {
  /** Bytes of a body. */
  most: number
  /** … of who has a token. */
  mostOfServers?: number
}

const decoder = new TextDecoder()

/** Reads a request; answers it where it is refused, or one of our own script under another's name. */
export function receiving(shared: Shared, door: IntakeDoor, deliver: Deliver) {
  async function own(from: Received, body: Uint8Array): Promise<Response | Received> {
    const site = siteOfOwn(from.sent)
    if (site === undefined) return from
    const { sender, userAgent } = from
    const answer: IntakeAnswer = await deliver({ site, body, ...sender, userAgent })
    return answered(answer)
  }

  return async (
    c: AppContext,
    { most, mostOfServers = most }: Bounds,
  ): Promise<Received | Response> => {
    const token = await ingestToken(c, shared)
    const sender = door.sender(c)
    const tooOften = token ? undefined : door.tooOften(sender)
    if (tooOften) return tooOften
    const body = await door.read(c, token ? mostOfServers : most)
    if (body instanceof Response) return body
    const userAgent = header(c, 'user-agent') ?? ''
    const sent = parse(decoder.decode(body))
    return await own({ sender, userAgent, token, sent }, body)
  }
}
