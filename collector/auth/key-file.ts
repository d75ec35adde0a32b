import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Explained } from '../explained.ts'

const KEY_BYTES = 32

/** The key to the secrets in the database. It lies beside it, so that a copy of the database alone opens nothing. */
export function keyPath(folder: string): string {
  return join(folder, 'tributary.key')
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function readKey(path: string): Buffer | undefined {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
    if (key.length === KEY_BYTES) return key
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new Explained(
      `The key ${path} cannot be read (${codeOf(error)}). Give this user the right to read it.`,
    )
  }
  throw new Explained(
    `The key ${path} is damaged. Bring it back from where it was kept, or move it away: authenticators are then set up anew.`,
  )
}

/** Whole or not at all, and never over another one: whoever is second at making it takes the first one's. */
function makeKey(path: string): void {
  const partial = `${path}.${process.pid}.partial`
  const file = openSync(partial, 'w', 0o600)
  try {
    writeSync(file, `${randomBytes(KEY_BYTES).toString('base64url')}\n`)
    fsyncSync(file)
    giveToOwner(partial, path)
    linkSync(partial, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    closeSync(file)
    rmSync(partial, { force: true })
  }
}

/** Root's commands must leave nothing that whoever serves the folder cannot read. */
function giveToOwner(file: string, path: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(dirname(path))
  chownSync(file, uid, gid)
}

/** The folder's key, made (mode 0600) when there is none. */
export function keyOf(folder: string): Buffer {
  const path = keyPath(folder)
  const known = readKey(path)
  if (known !== undefined) return known
  makeKey(path)
  return keyOf(folder)
}
