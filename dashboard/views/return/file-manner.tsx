import { useState } from 'preact/hooks'
import type { Field } from '../../../collector/spend/columns.ts'
import { currencies } from '../../blocks/forms/choices.ts'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { imports } from '../../models/spend.ts'
import {
  type DroppedFile,
  lookAgain,
  type Manner,
  type SpendAnswer,
} from '../../models/spend-files.ts'
import { Button } from '../../parts/button.tsx'
import { type Choice, TextField } from '../../parts/field.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { spendWords } from '../../texts/spend.ts'

/** What the file's import is called: an account each, so that none takes the other's days. */
export function ImportName({ dropped, name }: { dropped: DroppedFile; name: string }) {
  const text = spendWords.value
  const list = useOwnId()
  const [typed, setTyped] = useState(name)
  const apply = () => {
    const next = typed.trim()
    if (next !== '' && next !== name) void lookAgain(dropped, { import: next })
    else setTyped(name)
  }
  return (
    <div>
      <TextField
        label={text.importName}
        hint={text.importHint}
        required
        maxLength={120}
        list={list}
        value={typed}
        onValue={setTyped}
        onChange={apply}
      />
      <datalist id={list}>
        {(imports.data.value ?? []).map((one) => (
          <option key={one.name} value={one.name} />
        ))}
      </datalist>
    </div>
  )
}

const PLATFORMS = ['google', 'meta', 'microsoft', 'linkedin', 'tiktok', 'baidu', 'generic'] as const
const ORDERS = ['dmy', 'mdy', 'ymd'] as const
const FIELDS: readonly Field[] = [
  'date',
  'cost',
  'currency',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'campaign_id',
  'clicks',
  'impressions',
]

/** What was found out, to be said otherwise. */
export function ReadDifferently({
  dropped,
  answer,
}: {
  dropped: DroppedFile
  answer: SpendAnswer
}) {
  const text = spendWords.value
  const { columns = {}, ignored = [] } = answer
  return (
    <details class="differently">
      <summary>{text.differently}</summary>
      <MannerForm
        dropped={dropped}
        columns={[...Object.values(columns), ...ignored]}
        mapping={columns}
        platform={answer.platform}
      />
    </details>
  )
}

interface MannerFormProps {
  dropped: DroppedFile
  columns: readonly string[]
  /** Which column is read as what now. */
  mapping: Manner['mapping']
  /** Whose file it was found to be: other columns make it nobody else's. */
  platform: string
}

/** All that can be said of how a file is to be read. */
function MannerForm({ dropped, columns, mapping = {}, platform }: MannerFormProps) {
  const text = spendWords.value
  const [said, setSaid] = useState<Manner>({})
  const manner = { ...dropped.manner.value, ...said }
  const change = (more: Manner) => setSaid({ ...said, ...more })
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void lookAgain(dropped, said)
      }}
    >
      <div class="manner-fields">
        <SelectField
          label={text.platform}
          value={manner.platform ?? ''}
          choices={orFoundOut(PLATFORMS.map((value) => ({ value, name: text.platforms[value] })))}
          onValue={(chosen) => change({ platform: chosen })}
        />
        <SelectField
          label={text.dateOrder}
          value={manner.date_order ?? ''}
          choices={orFoundOut(ORDERS.map((value) => ({ value, name: text.dateOrders[value] })))}
          onValue={(date_order) => change({ date_order })}
        />
        <SelectField
          label={text.currency}
          value={manner.currency ?? ''}
          choices={orFoundOut(currencies())}
          onValue={(currency) => change({ currency })}
        />
        <SenderFields manner={manner} onChange={change} />
      </div>
      <MappingFields
        columns={columns}
        mapping={manner.mapping ?? mapping}
        onMapping={(next) => change({ platform: manner.platform || platform, mapping: next })}
      />
      <div>
        <Button type="submit" size="small">
          {text.again}
        </Button>
      </div>
    </form>
  )
}

function orFoundOut(choices: readonly Choice[]): Choice[] {
  return [{ value: '', name: spendWords.value.foundOut }, ...choices]
}

interface SenderFieldsProps {
  manner: Manner
  onChange: (more: Manner) => void
  required?: boolean
}

/** Whose cost it is. */
export function SenderFields({ manner, onChange, required = false }: SenderFieldsProps) {
  const text = spendWords.value
  return (
    <>
      <TextField
        label={text.source}
        hint={text.sourceHint}
        required={required}
        maxLength={200}
        autocapitalize="none"
        value={manner.source ?? ''}
        onValue={(source) => onChange({ source: source.trim() })}
      />
      <TextField
        label={text.medium}
        maxLength={200}
        autocapitalize="none"
        value={manner.medium ?? ''}
        onValue={(medium) => onChange({ medium: medium.trim() })}
      />
    </>
  )
}

interface MappingFieldsProps {
  columns: readonly string[]
  mapping: NonNullable<Manner['mapping']>
  onMapping: (mapping: NonNullable<Manner['mapping']>) => void
}

/** A select for each field, of the file's own columns. */
export function MappingFields({ columns, mapping, onMapping }: MappingFieldsProps) {
  const text = spendWords.value
  if (columns.length === 0) return null
  const choices = [
    { value: '', name: text.noColumn },
    ...columns.map((column) => ({ value: column, name: column })),
  ]
  return (
    <fieldset class="mapping">
      <legend>{text.whichColumns}</legend>
      <div class="manner-fields">
        {FIELDS.map((field) => (
          <SelectField
            key={field}
            label={text.fields[field]}
            value={mapping[field] ?? ''}
            choices={choices}
            onValue={(column) => {
              const { [field]: _, ...rest } = mapping
              onMapping(column === '' ? rest : { ...rest, [field]: column })
            }}
          />
        ))}
      </div>
    </fieldset>
  )
}
