import { count, full } from '../../format.ts'
import type { AccountRow } from '../../models/accounts.ts'
import { locale } from '../../models/view.ts'
import { accountWords } from '../../texts/accounts.ts'

/** In the site's currency, to the cent. */
export function money(value: number): string {
  return full('money', value, locale.value)
}

/** What it brings a month, or, where it brings nothing, by how many it is used. */
export function perMonth({ mrr, people }: AccountRow): string {
  const text = accountWords.value
  return mrr > 0 ? text.aMonth(money(mrr)) : text.people(count(people, locale.value))
}
