import type { IntakeAnswer } from '../../intake/port.ts'
import { siteOfOwn } from '../../peers/own.ts'
import { parse } from '../../peers/told.ts'
import { Refusal } from '../../refusal.ts'
import type { AppContext, Shared } from '../environment.ts'
import { answered, type IntakeDoor, type Sender } from '../intake-door.ts'
import { header } from '../peer.ts'
import { TooMany } from '../problem.ts'
import type { Deliver } from './delivery.ts'
import { type IngestToken, ingestToken } from './ingest-token.ts'

/** A request that is another tool's. */
export interface Received {
  sender: Sender
  userAgent: string
  /** Of who may send events for the visitors of some site. */
  token: IngestToken | undefined
  /** Throws a 403 where a token came along that may not send events of that site, and a 429 where such come too often. */
  require(site: string): Promise<void>
  /** What the body's JSON says; undefined where it is none. */
  sent: unknown
}

export interface Bounds {
  /** Bytes of a body. */
  most: number
  /** … of who has a token of the scope ingest. */
  mostOfServers: number
}

const decoder = new TextDecoder()

/** Reads a request; answers it where it is refused, or one of our own script under another's name. */
export function receiving(shared: Shared, door: IntakeDoor, deliver: Deliver) {
  async function own(from: Received, body: Uint8Array): Promise<Response | Received> {
    const site = siteOfOwn(from.sent)
    if (site === undefined) return from
    await from.require(site)
    const { sender, userAgent } = from
    const answer: IntakeAnswer = await deliver({ site, body, ...sender, userAgent })
    return answered(answer)
  }

  /** Whoever may ingest somewhere was let in uncounted: what is of another site counts. */
  function requiring(token: IngestToken | undefined, sender: Sender): Received['require'] {
    return async (site) => {
      if (token === undefined || (await token.may(site))) return
      const tooOften = token.mayIngest ? door.tooOften(sender) : undefined
      if (tooOften) throw new TooMany(Number(tooOften.headers.get('retry-after')))
      throw new Refusal(403, `this needs "ingest" on ${site}`)
    }
  }

  return async (c: AppContext, { most, mostOfServers }: Bounds): Promise<Received | Response> => {
    const given = await ingestToken(c, shared)
    const token = ofServer(given)
    const sender = door.sender(c)
    const tooOften = token ? undefined : door.tooOften(sender)
    if (tooOften) return tooOften
    const body = await door.read(c, token ? mostOfServers : most)
    if (body instanceof Response) return body
    const userAgent = header(c, 'user-agent') ?? ''
    const sent = parse(decoder.decode(body))
    return await own({ sender, userAgent, token, require: requiring(given, sender), sent }, body)
  }
}

/** One that may send events of some site. */
function ofServer(token: IngestToken | undefined): IngestToken | undefined {
  return token?.mayIngest ? token : undefined
}
