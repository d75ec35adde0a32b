import { afterEach } from 'vitest'
import { type Collector, collector } from './collector.ts'

export const NOON = Date.UTC(2026, 2, 10, 12)

/** Makes collectors whose clock stands at noon, unless told otherwise, and that end with the test. */
export function useCollectors(): (options?: Parameters<typeof collector>[0]) => Collector {
  const open: Collector[] = []
  afterEach(() => {
    for (const one of open.splice(0)) one.close()
  })
  return (options = {}) => {
    const one = collector({ now: () => NOON, ...options })
    open.push(one)
    return one
  }
}

/** Ids for events, each another: `<word>-000001`. */
export function serialIds(word: string): () => string {
  let serial = 0
  return () => `${word}-${String(++serial).padStart(6, '0')}`
}

const id = serialIds('of-ada')

/** A pageview of Ada's, some minutes after noon. */
export function pageview(minute: number, more: object = {}) {
  const at = NOON + minute * 60_000
  return { id: id(), name: 'pageview', at, url: 'https://example.com/', visitor: 'ada', ...more }
}
