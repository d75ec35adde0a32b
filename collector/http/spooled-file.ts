import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import type { AppContext } from './environment.ts'

/** Larger ones the command takes from where they lie. */
export const MOST_SPOOLED = 4 * 1_073_741_824

/** Inside the data folder, whose disk is known to be large enough for history. */
const FOLDER = 'tributary.incoming'

/** Files that a stop has left there. */
export function forgetSpooled(data: string): void {
  rmSync(join(data, FOLDER), { recursive: true, force: true })
}

/** A body as a file of its own; `remove` it. */
export interface SpooledFile {
  path: string
  remove(): void
}

/** Writes a request's body to a file while it comes. Throws a 413 beyond `most` bytes, and a 503 where the disk is full. */
export async function spool(c: AppContext, most = MOST_SPOOLED): Promise<SpooledFile> {
  if (Number(c.req.header('content-length') ?? 0) > most) throw tooLarge(most)
  const folder = join(c.var.shared.config.data, FOLDER)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, newId())
  const remove = () => rmSync(path, { force: true })
  const { body } = c.req.raw
  try {
    const stream = body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream)
    await pipeline(stream, bounded(most), createWriteStream(path, { mode: 0o600 }))
    return { path, remove }
  } catch (error) {
    remove()
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      throw new Refusal(503, 'the disk has no room for this file; nothing of it was stored')
    throw error
  }
}

function bounded(most: number): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      if (size > most) done(tooLarge(most))
      else done(null, chunk)
    },
  })
}

function tooLarge(most: number): Refusal {
  return new Refusal(
    413,
    `a file has at most ${most / 1_073_741_824} GiB here; the command "tributary import" takes any`,
  )
}
