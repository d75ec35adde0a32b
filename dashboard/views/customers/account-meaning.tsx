import { Means } from '../../blocks/tables/means.tsx'
import { accountWords } from '../../texts/accounts.ts'

/** A question mark that answers what a number of accounts means. */
export function AccountMeaning({ of }: { of: keyof typeof accountWords.value.meanings }) {
  return <Means of={accountWords.value.meanings[of]} />
}
