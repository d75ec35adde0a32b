import { run } from 'tributary:script'
import { called } from './calls.ts'
import { type Options, tagOf } from './options.ts'

/**
 * Starts the script that is in this file, in place of loading the site's: what it captures is said by `auto`, for the
 * site's settings do not reach it, nor do experiments. Does nothing on servers.
 */
export function init({
  auto = ['pageview', 'engagement', 'outbound', 'download'],
  ...options
}: Options): void {
  if (called() === undefined) return
  // It is told as its tag would tell it; `debug` is in the collector's file alone.
  run(tagOf({ ...options, auto, debug: false }))
}

export type { About, Properties, Revenue } from './calls.ts'
export { consent, identify, ignore, page, reset, track } from './calls.ts'
export type { Captured, Options } from './options.ts'
