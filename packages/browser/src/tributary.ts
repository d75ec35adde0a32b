import { called } from './calls.ts'
import { type Options, tagOf } from './options.ts'

/** Loads the site's script, once; what is called before it is there waits for it. Does nothing on servers. */
export function init(options: Options): void {
  if (called() === undefined) return
  const tag = tagOf(options)
  if ([...document.scripts].some(({ src }) => src === tag.src)) return
  loaded = new Promise((resolve) => {
    tag.addEventListener('load', () => resolve(true))
    // A blocker, or a collector that is down: nothing is counted, and the page goes on.
    tag.addEventListener('error', () => resolve(false))
  })
  document.head.append(tag)
}

let loaded: Promise<boolean> = Promise.resolve(false)

/** Resolves when the script is there, to true, or could not be loaded, to false. Without `init` before it: false. */
export function ready(): Promise<boolean> {
  return loaded
}

export type { About, Properties, Revenue } from './calls.ts'
export { consent, identify, ignore, page, reset, track, variant } from './calls.ts'
export type { Captured, Options } from './options.ts'
