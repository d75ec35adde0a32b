import { Info } from 'lucide-preact'
import { words } from '../../texts/texts.ts'

/** What a person can be where nothing is kept in the browser. */
export function DayOnly() {
  return (
    <p class="aside-note">
      <Info size={15} aria-hidden="true" />
      {words.value.people.cookieless}
    </p>
  )
}
