import { Info } from 'lucide-preact'
import { peopleWords } from '../../texts/people.ts'

/** What a person can be where nothing is kept in the browser. */
export function DayOnly() {
  return (
    <p class="aside-note">
      <Info size={15} aria-hidden="true" />
      {peopleWords.value.cookieless}
    </p>
  )
}
