import { chmodSync, chownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the data folder holds is for its owner alone: addresses of people, hashes of passwords, keys of shared links. */
const OURS = /^(tributary\.|serve\.lock)/u

/** Rights of the group and of all others. */
const OTHERS = 0o077

/** On Windows rights are not in these bits. */
function hasModes(): boolean {
  return process.getuid !== undefined
}

function ours(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => OURS.test(name))
  return files.map((name) => join(folder, name))
}

function isOpen(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && (found.mode & OTHERS) !== 0
}

/** Files of ours in the data folder, and the folder itself, that others than their owner can read or write. */
export function openToOthers(folder: string): string[] {
  return hasModes() ? [folder, ...ours(folder)].filter(isOpen) : []
}

/**
 * Takes from group and others what an earlier version, or a copy by hand, gave them. The folder stays as it is: it may
 * hold other things as well. Nor can anybody change the file of another; `doctor` names what is left.
 */
export function keepPrivate(folder: string): void {
  if (!hasModes()) return
  const user = process.getuid?.()
  for (const path of ours(folder).filter(isOpen)) {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found && (user === 0 || user === found.uid)) chmodSync(path, found.mode & 0o777 & ~OTHERS)
  }
}

/** Root works for whoever serves the folder, and could otherwise leave files that they cannot write. */
export function giveToOwner(folder: string, paths: readonly string[]): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  for (const path of paths) {
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) chownSync(path, uid, gid)
  }
}
