import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { AppContext } from './environment.ts'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** A body compressed once, to be sent often. */
export interface Encoded {
  etag: string
  type: string
  identity: Uint8Array
  br?: Uint8Array
  gzip?: Uint8Array
}

/** Media that compress; images and fonts of today are compressed already. */
const COMPRESSES = /^(text\/|application\/(json|javascript|manifest)|image\/svg)/u

export async function encode(identity: Uint8Array, type: string): Promise<Encoded> {
  const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 22)
  const plain = { etag: `"${hash}"`, type, identity }
  if (!COMPRESSES.test(type)) return plain
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: identity.byteLength }
  const [br, zipped] = await Promise.all([toBrotli(identity, { params }), toGzip(identity)])
  return { ...plain, br, gzip: zipped }
}

/** Whether Accept-Encoding takes a coding: named and not of quality 0. */
function takes(accepted: string, coding: string): boolean {
  const named = accepted.split(',').find((part) => part.trim().split(';')[0]?.trim() === coding)
  return named !== undefined && !/;\s*q=0(\.0*)?\s*$/u.test(named)
}

function choose(encoded: Encoded, accepted: string): { body: Uint8Array; coding?: string } {
  if (encoded.br && takes(accepted, 'br')) return { body: encoded.br, coding: 'br' }
  if (encoded.gzip && takes(accepted, 'gzip')) return { body: encoded.gzip, coding: 'gzip' }
  return { body: encoded.identity }
}

/** Answers with the smallest form that the client takes, or 304 when it has this already. */
export function sendEncoded(
  c: AppContext,
  encoded: Encoded,
  more: Record<string, string>,
): Response {
  const headers = { etag: encoded.etag, vary: 'Accept-Encoding', ...more }
  const known = c.req.header('if-none-match') ?? ''
  if (
    known
      .replace(/W\//gu, '')
      .split(/\s*,\s*/u)
      .includes(encoded.etag)
  ) {
    return new Response(null, { status: 304, headers })
  }
  const { body, coding } = choose(encoded, c.req.header('accept-encoding') ?? '')
  return new Response(body as Uint8Array<ArrayBuffer>, {
    headers: {
      ...headers,
      'content-type': encoded.type,
      'content-length': String(body.byteLength),
      ...(coding === undefined ? {} : { 'content-encoding': coding }),
    },
  })
}
