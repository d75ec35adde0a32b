import type { Dimension } from '../../../collector/vocabulary.ts'
import { withCondition } from '../../models/filters.ts'
import { stepOfValue, stepsFrom } from '../../models/lead-steps.ts'
import { view } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { LeadMenu } from './lead-menu.tsx'

interface RowMenuProps {
  dimension: Dimension
  value: string | number | null
  /** As it is read. */
  name: string
}

/** What can be asked further of the value that a row is about. */
export function RowMenu({ dimension, value, name }: RowMenuProps) {
  const text = words.value.rowMenu
  const { filters } = view.value
  const step = stepOfValue(dimension, value)
  return (
    <LeadMenu
      name={name}
      among={{ filters: withCondition(filters, ['is', dimension, [value]]), said: text.filter }}
      without={withCondition(filters, ['is_not', dimension, [value]])}
      {...(step && { funnel: { steps: stepsFrom(step), said: text.step } })}
    />
  )
}
