import { SelectField } from '../../blocks/forms/select-field.tsx'
import { showOption } from '../../models/view.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { SPLITS, type Split, splitInView, splitName } from './split.ts'

/** By what of the first visit the curve is split. */
export function SplitField() {
  const text = journeyWords.value.retention
  return (
    <SelectField<Split | ''>
      label={text.splitBy}
      value={splitInView() ?? ''}
      choices={[
        { value: '', name: text.together },
        ...SPLITS.map((value) => ({ value, name: splitName(value) })),
      ]}
      onValue={(value) => showOption('by', value === '' ? undefined : value)}
    />
  )
}
