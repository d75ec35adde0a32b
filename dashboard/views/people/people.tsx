import { personInView } from '../../models/people.ts'
import { PeopleList } from './people-list.tsx'
import { Person } from './person.tsx'

/** Everybody who came, or the one that the address names. */
export function People() {
  const id = personInView.value
  return id === undefined ? <PeopleList /> : <Person key={id} id={id} />
}
