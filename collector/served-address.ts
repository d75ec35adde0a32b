import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const ServedAddress = z.object({
  /** Where browsers reach it. */
  origin: z.url(),
  /** Path of the script. */
  tracker_path: z.string(),
})
export type ServedAddress = z.infer<typeof ServedAddress>

const pathIn = (folder: string) => join(folder, 'serve.lock.address')

/** Written beside the lock as long as a server serves the folder, so that commands there print its address. */
export function tellServed(folder: string, address: ServedAddress): void {
  try {
    writeFileSync(pathIn(folder), JSON.stringify(address), { mode: 0o600 })
  } catch {
    // A disk that is full is no reason not to serve.
  }
}

export function forgetServed(folder: string): void {
  rmSync(pathIn(folder), { force: true })
}

/** Of who serves the folder, or did until it was killed; undefined where nobody does. */
export function servedAddress(folder: string): ServedAddress | undefined {
  try {
    return ServedAddress.parse(JSON.parse(readFileSync(pathIn(folder), 'utf8')))
  } catch {
    return undefined
  }
}
