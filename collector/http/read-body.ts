import type { AppContext } from './environment.ts'
import { header } from './peer.ts'

/** A body of unannounced length, up to `limit` bytes; undefined when it is longer. */
async function readChunks(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

/** The body's bytes; undefined when there are more than `limit`, of which no more is read than needed to know. */
export async function readBody(c: AppContext, limit: number): Promise<Uint8Array | undefined> {
  const length = header(c, 'content-length')
  if (length === undefined) return await readChunks(c.req.raw, limit)
  // Node holds the sender to the length it announced.
  if (Number(length) > limit) return undefined
  const bytes = await c.req.arrayBuffer()
  return bytes.byteLength > limit ? undefined : new Uint8Array(bytes)
}
