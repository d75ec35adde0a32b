import type { Dimension } from '../../../collector/vocabulary.ts'
import { addCondition } from '../../models/view.ts'
import { valueName, wholeName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'
import { RowMenu } from './row-menu.tsx'

interface RowValueProps {
  dimension: Dimension
  value: string | number | null
}

/** The value that a row is about; a click filters the page by it. */
export function RowValue({ dimension, value }: RowValueProps) {
  const name = valueName(dimension, value, language.value, words.value)
  return (
    <div class="row-name">
      <button
        type="button"
        title={words.value.filters.by(wholeName(dimension, value, language.value, words.value))}
        onClick={() => addCondition(['is', dimension, [value]])}
      >
        <bdi dir="auto">{name}</bdi>
      </button>
      <RowMenu dimension={dimension} value={value} name={name} />
    </div>
  )
}
