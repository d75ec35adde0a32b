/** Reports that a shared link shows only where its owner ticked them. */
export const SHARED_REPORTS = ['journeys', 'retention', 'changes'] as const
export type SharedReports = (typeof SHARED_REPORTS)[number]

const LETTERS = { journeys: 'j', retention: 'r', changes: 'c' } as const satisfies Record<
  SharedReports,
  string
>

/**
 * `~jr`: what is ticked, as the end of a link's key and of its passes. A key is looked up by its hash and a pass is
 * signed, so nobody can write more to it.
 */
export function reportsSuffix(ticked: readonly SharedReports[]): string {
  const letters = SHARED_REPORTS.filter((one) => ticked.includes(one)).map((one) => LETTERS[one])
  return letters.length === 0 ? '' : `~${letters.join('')}`
}

/** What the suffix of a key or a pass says. */
export function reportsIn(keyOrPass: string): SharedReports[] {
  const letters = /~([a-z]+)/u.exec(keyOrPass)?.[1] ?? ''
  return SHARED_REPORTS.filter((one) => letters.includes(LETTERS[one]))
}
