import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { AppContext } from './environment.ts'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** One form of a body; each has a strong validator of its own (RFC 9110 §8.8.3.3). */
interface Form {
  etag: string
  body: Uint8Array
}

type Coding = 'br' | 'gzip'

/** A body compressed once, to be sent often. */
export interface Encoded {
  type: string
  plain: Form
  /** The smallest first. */
  compressed: readonly (Form & { coding: Coding })[]
}

/** Media that compress; images and fonts of today are compressed already. */
const COMPRESSES = /^(text\/|application\/(json|javascript|manifest)|image\/svg)/u

export async function encode(identity: Uint8Array, type: string): Promise<Encoded> {
  const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 22)
  const plain = { etag: `"${hash}"`, body: identity }
  if (!COMPRESSES.test(type)) return { type, plain, compressed: [] }
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: identity.byteLength }
  const [br, gzipped] = await Promise.all([toBrotli(identity, { params }), toGzip(identity)])
  const formOf = (coding: Coding, body: Uint8Array) => ({
    etag: `"${hash}-${coding}"`,
    body,
    coding,
  })
  return { type, plain, compressed: [formOf('br', br), formOf('gzip', gzipped)] }
}

/** Whether Accept-Encoding takes a coding: named and not of quality 0. */
function takes(accepted: string, coding: string): boolean {
  const named = accepted.split(',').find((part) => part.trim().split(';')[0]?.trim() === coding)
  return named !== undefined && !/;\s*q=0(\.0*)?\s*$/u.test(named)
}

function choose({ plain, compressed }: Encoded, accepted: string): Form & { coding?: Coding } {
  return compressed.find(({ coding }) => takes(accepted, coding)) ?? plain
}

/**
 * The form that the client has already. It need not be the one it would be sent: whichever it has is still good,
 * and the answer names it by its own validator.
 */
function held({ plain, compressed }: Encoded, known: string): Form | undefined {
  const tags = known.split(',').map((tag) => tag.trim().replace(/^W\//u, ''))
  return [plain, ...compressed].find(({ etag }) => tags.includes(etag))
}

/** Answers with the smallest form that the client takes, or 304 when it has this already. */
export function sendEncoded(
  c: AppContext,
  encoded: Encoded,
  more: Record<string, string>,
): Response {
  const headers = { vary: 'Accept-Encoding', ...more }
  const chosen = choose(encoded, c.req.header('accept-encoding') ?? '')
  const known = c.req.header('if-none-match') ?? ''
  const fresh = known.trim() === '*' ? chosen : held(encoded, known)
  if (fresh) return new Response(null, { status: 304, headers: { ...headers, etag: fresh.etag } })
  const { etag, body, coding } = chosen
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: {
      ...headers,
      etag,
      'content-type': encoded.type,
      'content-length': String(body.byteLength),
      ...(coding === undefined ? {} : { 'content-encoding': coding }),
    },
  })
}
