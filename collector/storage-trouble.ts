import { userInfo } from 'node:os'
import { Explained } from './explained.ts'

/** Something about the machine keeps us from working; the message says what and how to mend it. */
export class StartError extends Explained {}

/** Of SQLite or of the system; '' for an error without one. SQLite's lose their class between threads, not their code. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** `PROTOCOL`: so many began at one time that this one gave up, after seconds. */
const BUSY = /^SQLITE_(BUSY|LOCKED|PROTOCOL)/u

/** What went wrong with the file itself, by SQLite's code; undefined for any other error. */
export function storageTrouble(error: unknown): 'damaged' | 'unwritable' | 'busy' | undefined {
  const code = codeOf(error)
  if (/^SQLITE_(CORRUPT|NOTADB)/u.test(code)) return 'damaged'
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/u.test(code)) return 'unwritable'
  return BUSY.test(code) ? 'busy' : undefined
}

export function damaged(path: string, reason: string): string {
  return `The database ${path} is damaged (${reason}). Restore a backup with "tributary restore <file>", or move the file away to begin anew.`
}

/** Who we are, for a message about rights. */
function us(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a number without a name.
    return `user ${process.getuid?.()}`
  }
}

/** Codes of SQLite and of the system, and what to do about them. */
const TROUBLES: readonly [RegExp, (path: string, code: string) => string][] = [
  [/^SQLITE_(NOTADB|CORRUPT)/u, damaged],
  [
    /^(SQLITE_(CANTOPEN|READONLY|PERM)|EACCES$|EPERM$|EROFS$)/u,
    (path, code) =>
      `${path} cannot be written by ${us()} (${code}). Check who owns the file and its folder.`,
  ],
  [
    /^(SQLITE_(FULL|IOERR)|ENOSPC$|EDQUOT$|EIO$)/u,
    (path, code) => `The disk of ${path} is full or failing (${code}). Make room, then try again.`,
  ],
  [BUSY, (path) => `The database ${path} is held by another program. End it, then try again.`],
  [/^EISDIR$/u, (path) => `${path} is a folder; name a file.`],
]

/**
 * An error of SQLite or of the file system in words; any other as it is. `path`: the file that was worked on,
 * where the error itself names none.
 */
export function inWords(error: unknown, path: string): unknown {
  const code = codeOf(error)
  const named = error instanceof Error && 'path' in error ? String(error.path) : path
  const known = TROUBLES.find(([codes]) => codes.test(code))
  return known ? new StartError(known[1](named, code)) : error
}
