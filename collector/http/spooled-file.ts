import { createWriteStream, mkdirSync, rmSync, statfsSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { newId } from '../new-id.ts'
import { letTakeLong } from '../patience.ts'
import { Refusal } from '../refusal.ts'
import type { AppContext } from './environment.ts'

/** Larger ones the command takes from where they lie. */
export const MOST_SPOOLED = 4 * 1_073_741_824

/** What a file leaves of the disk to events that come in meanwhile, in bytes; of a small disk a twentieth. */
const LEFT_FREE = 536_870_912
/** Of that it is made sure again after so many bytes. */
const CHECKED = 67_108_864

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

/** Waits for a body for as long as it comes; answers how to end that. */
export function letCome(c: AppContext): () => void {
  return letTakeLong(c.env?.incoming as IncomingMessage | undefined)
}

/** Writes a request's body to a file while it comes. Throws a 413 beyond `most` bytes, and a 503 where the disk has no room for it. */
export async function spool(c: AppContext, most = MOST_SPOOLED): Promise<SpooledFile> {
  const said = Number(c.req.header('content-length') ?? 0)
  if (said > most) throw tooLarge(most)
  const folder = join(c.var.shared.config.data, FOLDER)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  requireSpace(folder, said)
  const path = join(folder, newId())
  const remove = () => rmSync(path, { force: true })
  const { body } = c.req.raw
  const come = letCome(c)
  try {
    const stream = body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream)
    await pipeline(stream, bounded(folder, most), createWriteStream(path, { mode: 0o600 }))
    return { path, remove }
  } catch (error) {
    remove()
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw noSpace()
    throw error
  } finally {
    come()
  }
}

/** Throws a 503 where so many bytes more would leave too little of the disk. */
export function requireSpace(folder: string, bytes: number, disk = statfsSync): void {
  const { bavail, blocks, bsize } = disk(folder)
  if (bavail * bsize - bytes < Math.min(LEFT_FREE, (blocks * bsize) / 20)) throw noSpace()
}

function noSpace(): Refusal {
  return new Refusal(503, 'the disk has no room for this file; nothing of it was stored')
}

function bounded(folder: string, most: number): Transform {
  let size = 0
  let checked = 0
  const look = () => {
    if (size > most) throw tooLarge(most)
    if (size - checked < CHECKED) return
    checked = size
    requireSpace(folder, 0)
  }
  return new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length
      try {
        look()
        done(null, chunk)
      } catch (error) {
        done(error as Error)
      }
    },
  })
}

function tooLarge(most: number): Refusal {
  return new Refusal(
    413,
    `a file has at most ${most / 1_073_741_824} GiB here; the command "tributary import" takes any`,
  )
}
