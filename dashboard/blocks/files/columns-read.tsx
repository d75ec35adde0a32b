import { spelled } from '../../names.ts'
import { fileWords } from '../../texts/files.ts'

interface ColumnsReadProps {
  /** Which column of the file is read as which field. */
  columns: Readonly<Record<string, string>>
  ignored: readonly string[]
  fields: Readonly<Record<string, string>>
}

/** Which columns are read as what, and which are not. */
export function ColumnsRead({ columns, ignored, fields }: ColumnsReadProps) {
  const text = fileWords.value
  const read = Object.entries(columns)
  return (
    <p class="field-hint">
      {read.length > 0 &&
        `${text.columnsRead}: ${read.map(([field, column]) => `${column} → ${spelled(fields, field)}`).join(', ')}. `}
      {ignored.length > 0 && `${text.columnsIgnored}: ${ignored.join(', ')}.`}
    </p>
  )
}
