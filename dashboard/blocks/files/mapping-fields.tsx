import { fileWords } from '../../texts/files.ts'
import { SelectField } from '../forms/select-field.tsx'

interface MappingFieldsProps<Field extends string> {
  /** By what they are called. */
  fields: Readonly<Partial<Record<Field, string>>>
  columns: readonly string[]
  mapping: Partial<Record<Field, string>>
  onMapping: (mapping: Partial<Record<Field, string>>) => void
}

/** A select for each field, of the file's own columns. */
export function MappingFields<Field extends string>(props: MappingFieldsProps<Field>) {
  const { fields, columns, mapping, onMapping } = props
  const text = fileWords.value
  if (columns.length === 0) return null
  const choices = [
    { value: '', name: text.noColumn },
    ...columns.map((column) => ({ value: column, name: column })),
  ]
  return (
    <fieldset class="mapping">
      <legend>{text.whichColumns}</legend>
      <div class="manner-fields">
        {(Object.keys(fields) as Field[]).map((field) => (
          <SelectField<string>
            key={field}
            label={fields[field] ?? field}
            value={mapping[field] ?? ''}
            choices={choices}
            onValue={(column) => {
              const { [field]: _, ...rest } = mapping
              const others = rest as Partial<Record<Field, string>>
              onMapping(column === '' ? others : { ...others, [field]: column })
            }}
          />
        ))}
      </div>
    </fieldset>
  )
}
