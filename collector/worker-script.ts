import { existsSync } from 'node:fs'

/**
 * URL of the bundle of a thread or process (`intake-worker.js`), seen from the program's bundle, from a chunk of it, or from
 * the sources under test. Throws when nothing is built.
 */
export function workerScript(name: string): URL {
  const places = [`./${name}`, `../${name}`, `../dist/collector/${name}`]
  const found = places
    .map((place) => new URL(place, import.meta.url))
    .find((url) => existsSync(url))
  if (!found) throw new Error(`${name} is not built; run npm run build`)
  return found
}
