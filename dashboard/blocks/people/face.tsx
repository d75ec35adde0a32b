import { Building2, CalendarClock, CircleUserRound, UserRound } from 'lucide-preact'
import type { PeopleRow } from '../../models/people.ts'

type KnownBy = PeopleRow['known_by']

const ICONS = {
  user: UserRound,
  visitor: CircleUserRound,
  cookieless: CalendarClock,
  account: Building2,
}

/** A round sign of how a person is known. */
export function Face({ knownBy }: { knownBy: KnownBy }) {
  const Icon = ICONS[knownBy]
  return (
    <span class="face" data-known-by={knownBy} aria-hidden="true">
      <Icon size={15} />
    </span>
  )
}
