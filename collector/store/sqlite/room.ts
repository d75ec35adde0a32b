import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** A few commits of live events. */
const NEEDED = 2 ** 20

/** Throws when the disk of the file is all but full: an empty commit still fits when events no longer do. */
export function requireRoom(path: string): void {
  const { bavail, bsize } = statfsSync(dirname(path))
  if (bavail * bsize < NEEDED) throw new Error('the disk is full')
}
