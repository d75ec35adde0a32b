import { Plus, X } from 'lucide-preact'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import type { Saving } from '../../blocks/forms/use-save.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { type ChangeDraft, FRESH_CHANGE, OPS, type VariantDraft } from './draft.ts'
import { DraftPreview } from './draft-preview.tsx'
import { Fault } from './fault.tsx'

interface VariantFieldsProps {
  variant: VariantDraft
  /** It changes nothing. */
  control: boolean
  /** As the form has them, one a line. */
  pages: string
  saving: Pick<Saving, 'about' | 'itself'>
  /** Where it stands in what is written. */
  path: string
  onVariant: (variant: VariantDraft) => void
  onRemove: (() => void) | undefined
}

/** A variant's key, its share, and what it does to the page. */
export function VariantFields(props: VariantFieldsProps) {
  const { variant, control, pages, saving, path, onVariant, onRemove } = props
  const text = experimentWords.value.form
  const { changes } = variant
  const withChanges = (next: ChangeDraft[]) => onVariant({ ...variant, changes: next })
  return (
    <fieldset class="variant-fields">
      <legend class="unseen">{variant.key}</legend>
      <div class="form-pair">
        <TextField
          label={text.variant}
          required
          value={variant.key}
          problem={saving.about(`${path}.key`)}
          onValue={(key) => onVariant({ ...variant, key })}
        />
        <TextField
          label={text.weight}
          type="number"
          min="0"
          max="100"
          step="any"
          required
          value={variant.weight}
          problem={saving.about(`${path}.weight`)}
          onValue={(weight) => onVariant({ ...variant, weight })}
        />
      </div>
      {!control &&
        changes.map((change, place) => (
          <ChangeFields
            key={place}
            change={change}
            about={(field) => saving.about(`${path}.changes.${place}.${field}`)}
            onChange={(next) => withChanges(changes.map((one, i) => (i === place ? next : one)))}
            onRemove={() => withChanges(changes.filter((_, i) => i !== place))}
          />
        ))}
      <Fault said={saving.itself(`${path}.changes`)} />
      {!control && <DraftPreview variant={variant} pages={pages} />}
      {!control && (
        <div class="form-foot">
          {onRemove && (
            <Button kind="ghost" onClick={onRemove}>
              {text.removeVariant(variant.key)}
            </Button>
          )}
          <Button onClick={() => withChanges([...changes, FRESH_CHANGE])}>
            <Plus size={14} aria-hidden="true" />
            {text.addChange}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

interface ChangeFieldsProps {
  change: ChangeDraft
  /** What was wrong with a field of it. */
  about: (field: string) => string | undefined
  onChange: (change: ChangeDraft) => void
  onRemove: () => void
}

function ChangeFields({ change, about, onChange, onRemove }: ChangeFieldsProps) {
  const text = experimentWords.value.form
  const { op, selector, name, value } = change
  const ofPage = op === 'css' || op === 'redirect'
  return (
    <div class="change-fields">
      <SelectField
        label={text.change}
        value={op}
        choices={OPS.map((one) => ({ value: one, name: text.changes[one] }))}
        onValue={(next) => onChange({ ...change, op: next })}
      />
      {!ofPage && (
        <TextField
          label={text.selector}
          required
          value={selector}
          problem={about('selector')}
          onValue={(next) => onChange({ ...change, selector: next })}
        />
      )}
      {op === 'attribute' && (
        <TextField
          label={text.attribute}
          required
          value={name}
          problem={about('name')}
          onValue={(next) => onChange({ ...change, name: next })}
        />
      )}
      {op !== 'remove' && (
        <TextField
          label={text.value}
          required={op !== 'text'}
          value={value}
          problem={about('value')}
          onValue={(next) => onChange({ ...change, value: next })}
        />
      )}
      <Button
        kind="ghost"
        label={text.removeChange}
        icon={<X size={14} aria-hidden="true" />}
        onClick={onRemove}
      />
    </div>
  )
}
