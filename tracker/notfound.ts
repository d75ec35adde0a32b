import { captures } from './tag.ts'
import { track } from './track.ts'

/** Not in TypeScript's DOM library yet; browsers without it report no 404 by themselves. */
type Timing = PerformanceEntry & { readonly responseStatus?: number }

export const reportNotFound = (): void => {
  const [page]: Timing[] = performance.getEntriesByType('navigation')
  if (captures('notfound') && page?.responseStatus === 404) track('notfound')
}
