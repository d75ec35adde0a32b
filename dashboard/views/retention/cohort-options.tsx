import type { ComponentChildren } from 'preact'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { TypedOption } from '../../blocks/forms/typed-option.tsx'
import { showOption } from '../../models/view.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { UNITS, unitInView } from './asked.ts'

/** Who is looked at, what counts as coming back, and what else a page asks. */
export function CohortOptions({ children }: { children?: ComponentChildren }) {
  const text = journeyWords.value.retention
  const title = journeyWords.value.paths.anchorHint
  return (
    <div class="retention-options">
      <SelectField
        label={text.unit}
        value={unitInView()}
        choices={UNITS.map((value) => ({ value, name: text.units[value] }))}
        onValue={(value) => showOption('unit', value === 'week' ? undefined : value)}
      />
      <TypedOption option="first" label={text.firstOf} placeholder={text.first} title={title} />
      <TypedOption option="back" label={text.returns} placeholder={text.visit} title={title} />
      {children}
    </div>
  )
}
