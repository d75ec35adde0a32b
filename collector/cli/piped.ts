import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileKind } from '../file-kind.ts'

/** A file in place of what was piped in; `close` removes it. */
export interface Kept {
  path: string
  close(): void
}

/** So many of the first bytes show how a file is packed, and in which encoding it is written. */
const TELLING = 64

type Bytes = AsyncIterable<Uint8Array>

/** All that is piped in, in a file that only we may read: a zip is read from its end, and whose a file is, before its rows. */
export async function keep(bytes: Bytes): Promise<Kept> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-'))
  const close = () => rmSync(folder, { recursive: true, force: true })
  const path = join(folder, 'stdin')
  try {
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }))
    return { path, close }
  } catch (error) {
    close()
    throw error
  }
}

/** Whether what is piped in may be lines of text, by its first bytes; and all of it, they too, which is read but once. */
export async function lookAt(input: Bytes): Promise<{ isText: boolean; bytes: Bytes }> {
  const chunks = input[Symbol.asyncIterator]()
  let start: Uint8Array = new Uint8Array()
  while (start.length < TELLING) {
    const next = await chunks.next()
    if (next.done) break
    start = Buffer.concat([start, next.value])
  }
  const kind = fileKind(start)
  return { isText: kind === undefined || kind === 'json', bytes: joined(start, chunks) }
}

async function* joined(start: Uint8Array, rest: AsyncIterator<Uint8Array>): Bytes {
  if (start.length > 0) yield start
  yield* { [Symbol.asyncIterator]: () => rest }
}
