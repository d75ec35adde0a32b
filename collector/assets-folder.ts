import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from './storage-trouble.ts'

/** The folder of the built browser files, seen from the bundle, one of its chunks, or the source. */
export function assetsFolder(): string {
  const near = ['..', '../..', '../dist'].map((way) => fileURLToPath(new URL(way, import.meta.url)))
  const built = near.find((folder) => existsSync(join(folder, 'collector', 'tributary.js')))
  if (built !== undefined) return built
  throw new StartError('The program is not built. Run "npm run build" first.')
}
