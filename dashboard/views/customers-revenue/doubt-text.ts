import { revenueWords } from '../../texts/customers-revenue.ts'

const SENTENCES: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/^events of more than (\d+) days ago/u, (days) => revenueWords.value.forgotten(days)],
  [/^spend does not tell what the filters ask/u, () => revenueWords.value.unfiltered],
  [/^other costs are those of all/u, () => revenueWords.value.othersUnfiltered],
  [/^spend in (\w{3}) has no rate/u, (currency) => revenueWords.value.unratedSpend(currency)],
]
/** What the list of ids tells in full. */
const LISTED =
  /^(?:\d+ )?(?:a subscription ends without|subscriptions end without|an id of a subscription|ids of subscriptions)/u

/** A warning of the report in the reader's language; undefined of what is listed anyway; as it is where nobody knows it. */
export function doubtText(warning: string): string | undefined {
  if (LISTED.test(warning)) return undefined
  for (const [pattern, say] of SENTENCES) {
    const found = pattern.exec(warning)
    if (found) return say(found[1] ?? '')
  }
  return warning
}
