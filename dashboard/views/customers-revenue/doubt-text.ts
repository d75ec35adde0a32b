import { bucketTitle } from '../../dates.ts'
import { count } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { revenueWords } from '../../texts/customers-revenue.ts'
import { words } from '../../texts/texts.ts'

type Doubt = keyof typeof revenueWords.value.doubted

const SENTENCES: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/^events of more than (\d+) days ago/u, (days) => revenueWords.value.forgotten(days)],
  [
    /^only the last \d+ months that are over are told: what was before (\S+)/u,
    (month) => revenueWords.value.older(bucketTitle(month, 'month', locale.value.language)),
  ],
  [
    /^what customers pay in (.+) has no rate/u,
    (currencies) => words.value.money.unratedCustomers(currencies),
  ],
  [/^spend does not tell what the filters ask/u, () => revenueWords.value.unfiltered],
  [/^other costs are those of all/u, () => revenueWords.value.othersUnfiltered],
  [/^spend in (\w{3}) has no rate/u, (currency) => revenueWords.value.unratedSpend(currency)],
]
/** What a list of ids tells in full, where there is one: strangers are shown none. */
const LISTED: readonly (readonly [RegExp, Doubt])[] = [
  [/^(?:a|(\d+)) subscriptions? ends? without ever having begun/u, 'never_begun'],
  [/^(?:an id of a subscription is|(\d+) ids of subscriptions are) active/u, 'two_customers'],
]

/** A warning of the report in the reader's language; undefined of what is `listed`; as it is where nobody knows it. */
export function doubtText(warning: string, listed: boolean): string | undefined {
  const ids = foundIn(LISTED, warning)
  if (ids) return listed ? undefined : doubtSaid(ids.what, Number(ids.found ?? 1))
  const known = foundIn(SENTENCES, warning)
  return known ? known.what(known.found ?? '') : warning
}

/** The first that fits, and what it found. */
function foundIn<What>(of: readonly (readonly [RegExp, What])[], warning: string) {
  for (const [pattern, what] of of) {
    const found = pattern.exec(warning)
    if (found) return { what, found: found[1] }
  }
  return undefined
}

/** How many there are of a doubt, and what was done with them. */
export function doubtSaid(doubt: Doubt, ids: number): string {
  const text = revenueWords.value
  return text.doubtSaid(text.doubtedCount[doubt](count(ids, locale.value)), text.doubted[doubt])
}
