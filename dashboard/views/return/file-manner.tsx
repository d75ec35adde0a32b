import { useState } from 'preact/hooks'
import { MappingFields } from '../../blocks/files/mapping-fields.tsx'
import { currencies } from '../../blocks/forms/choices.ts'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { imports } from '../../models/spend.ts'
import {
  type Manner,
  type SpendAnswer,
  type SpendFile,
  spendFiles,
} from '../../models/spend-files.ts'
import { Button } from '../../parts/button.tsx'
import { type Choice, TextField } from '../../parts/field.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { fileWords } from '../../texts/files.ts'
import { spendWords } from '../../texts/spend.ts'

/** What the file's import is called: an account each, so that none takes the other's days. */
export function ImportName({ dropped, name }: { dropped: SpendFile; name: string }) {
  const text = spendWords.value
  const list = useOwnId()
  const [typed, setTyped] = useState(name)
  const apply = () => {
    const next = typed.trim()
    if (next !== '' && next !== name) void spendFiles.lookAgain(dropped, { import: next })
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

/** What was found out, to be said otherwise. */
export function ReadDifferently({ dropped, answer }: { dropped: SpendFile; answer: SpendAnswer }) {
  const { columns = {}, ignored = [] } = answer
  return (
    <details class="differently">
      <summary>{fileWords.value.differently}</summary>
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
  dropped: SpendFile
  columns: readonly string[]
  /** Which column is read as what now. */
  mapping: Manner['mapping']
  /** Whose file it was found to be: other columns make it nobody else's. */
  platform: string
}

/** All that can be said of how a file is to be read. */
function MannerForm({ dropped, columns, mapping = {}, platform }: MannerFormProps) {
  const text = spendWords.value
  const manner = { ...dropped.manner.value, ...dropped.unread.value }
  const change = (more: Manner) => spendFiles.choose(dropped, more)
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void spendFiles.lookAgain(dropped, {})
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
        fields={text.fields}
        columns={columns}
        mapping={manner.mapping ?? mapping}
        onMapping={(next) => change({ platform: manner.platform || platform, mapping: next })}
      />
      <div>
        <Button type="submit" size="small">
          {fileWords.value.again}
        </Button>
      </div>
    </form>
  )
}

function orFoundOut(choices: readonly Choice[]): Choice[] {
  return [{ value: '', name: fileWords.value.foundOut }, ...choices]
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
