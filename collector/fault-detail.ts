/** Characters that a detail of what intake counts has at most. */
const MOST = 120

/** By what intake counts that a page could not show a variant: `hero: b`. */
export function faultDetail(experiment: unknown, variant: unknown): string {
  return `${experiment}: ${variant}`.slice(0, MOST)
}
