import { captures } from './tag.ts'
import { track } from './track.ts'

/** Not in TypeScript's DOM library yet; browsers without it report no 404 by themselves. */
type Timing = PerformanceEntry & { readonly responseStatus?: number }

const pages = (): Timing[] => performance.getEntriesByType('navigation')

export const reportNotFound = (): void => {
  if (captures('notfound') && pages()[0]?.responseStatus === 404) track('notfound')
}
