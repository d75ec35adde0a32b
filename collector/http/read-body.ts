import { Refusal } from '../refusal.ts'
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

/** Bytes a millisecond: a fifth of what a phone has at the edge of its network. Who is slower only holds the socket. */
const SLOWEST = 1

/**
 * The body's bytes; undefined when there are more than `limit`, of which no more is read than needed to know. Rejects
 * when the client leaves, or is cut off because it takes longer than `limit` bytes take a slow one.
 */
export async function readBody(c: AppContext, limit: number): Promise<Uint8Array | undefined> {
  let isSlow = false
  const slow = setTimeout(() => {
    isSlow = true
    c.env?.incoming?.destroy()
  }, limit / SLOWEST)
  try {
    return await readAll(c, limit)
  } catch (error) {
    // What breaks then is no error of ours, and nothing for the log: anybody can have it a thousand times.
    throw isSlow ? new Refusal(400, 'the body came too slowly') : error
  } finally {
    clearTimeout(slow)
  }
}

async function readAll(c: AppContext, limit: number): Promise<Uint8Array | undefined> {
  const length = header(c, 'content-length')
  if (length === undefined) return await readChunks(c.req.raw, limit)
  // Node holds the sender to the length it announced.
  if (Number(length) > limit) return undefined
  const bytes = await c.req.arrayBuffer()
  return bytes.byteLength > limit ? undefined : new Uint8Array(bytes)
}
