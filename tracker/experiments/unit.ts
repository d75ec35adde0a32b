import { newId } from '../id.ts'
import { json } from '../json.ts'
import { quiet } from '../quiet.ts'
import { stored } from '../storage.ts'
import { person, visitor } from '../visitor.ts'
import type { InlinedExperiment } from './inlined.ts'

/** As `stored`, but only for as long as the tab is open; nothing of who asks for privacy, whose box is none. */
export const ofTab = quiet((key: string, value?: string | null) => {
  const box = (navigator.globalPrivacyControl ? null : sessionStorage) as Storage
  const name = `tributary_${key}`
  if (value) box[name] = value
  else if (value != null) delete box[name]
  return JSON.parse(box[name] || null)
})

/** Who is drawn, if anybody is known. */
export const idOf = (unit: InlinedExperiment[2]): unknown => {
  if (unit < 2) return unit ? person?.user : visitor()
  return ofTab('visit') || ofTab('visit', json(newId()))
}

/** Variants by experiment, phase and id of the unit that was exposed to them. */
type Kept = Record<string, string>

/** What is kept for as long as the visitor's id is, after adding some. */
export const kept = (more?: Kept): Kept | undefined => {
  const box: (key: 'experiments', value?: string) => Kept = visitor() ? stored : ofTab
  return box('experiments', more && json({ ...box('experiments'), ...more }))
}

export const forgetUnits = (): void => {
  ofTab('visit', '')
  ofTab('experiments', '')
  stored('experiments', '')
}
