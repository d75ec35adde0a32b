import { ReadOnly } from '../../blocks/forms/read-only.tsx'
import { mayChange } from '../../models/sites.ts'

/** Whoever may only look is told who can fix it: the ways on show them where, and no more. */
export function WhoFixes() {
  if (mayChange.value) return null
  return (
    <div class="card-note">
      <ReadOnly writers="editors" />
    </div>
  )
}
