import type { ComponentChildren } from 'preact'
import { mayChange } from '../../models/sites.ts'

/** The inside of a form, which whoever may not change the site reads without its buttons. */
export function Changeable({ children }: { children: ComponentChildren }) {
  return (
    <fieldset class="changeable" disabled={!mayChange.value}>
      {children}
    </fieldset>
  )
}
