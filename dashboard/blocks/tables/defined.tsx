import { definitionWords } from '../../texts/definitions.ts'
import { Means } from './means.tsx'

/** A question mark that answers what a number of journeys or retention means. */
export function Defined({ of }: { of: keyof typeof definitionWords.value }) {
  return <Means of={definitionWords.value[of]} />
}
