import type { ReadStream } from 'node:fs'
import { createGunzip, createInflateRaw } from 'node:zlib'
import { Refusal } from '../refusal.ts'

/** More than a history of ten years with a million events a day. */
export const MOST_UNPACKED = 2 ** 40
/** Tables of events pack to a tenth or a thirtieth; deflate can hide a thousand bytes in one. */
const MOST_RATIO = 250
/** As long as it is small, a file may be as even as it likes. */
const SMALL = 64 * 1_048_576

export type Packing = 'gzip' | 'deflate'

/**
 * What packed bytes unpack to. Throws a 422 where they end before their end, are broken, or unpack to so much more than they
 * are that they are made to fill a disk: nothing is held but what is handed on.
 */
export async function* unpacked(packed: ReadStream, how: Packing): AsyncIterable<Uint8Array> {
  let written = 0
  const unpacking = how === 'gzip' ? createGunzip() : createInflateRaw()
  packed.on('error', (error) => unpacking.destroy(error)).pipe(unpacking)
  try {
    for await (const chunk of unpacking as AsyncIterable<Buffer>) {
      written += chunk.length
      if (written > MOST_UNPACKED || (written > SMALL && written > packed.bytesRead * MOST_RATIO))
        throw new Refusal(422, BOMB)
      yield chunk
    }
  } catch (error) {
    throw isOfZlib(error) ? new Refusal(422, BROKEN) : error
  } finally {
    packed.destroy()
    unpacking.destroy()
  }
}

const BOMB =
  'the file unpacks to hundreds of times its size, as no history does; if it is one, unpack it and send what is inside'
const BROKEN = 'the compressed file is cut off or broken; download it anew'

function isOfZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}
