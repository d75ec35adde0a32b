import { readFileSync } from 'node:fs'
import { Reader } from 'mmdb-lib'
import { StartError } from './storage-trouble.ts'

/** Throws a StartError if the operator's own geo database cannot be read; the built-in one always can. */
export function requireGeoFile(file: string | undefined): void {
  if (file === undefined) return
  try {
    new Reader(readFileSync(file))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(
      `The geo database ${file} cannot be read (${reason}). Point --geo-db at an MMDB file, or leave it out for the built-in countries.`,
    )
  }
}
