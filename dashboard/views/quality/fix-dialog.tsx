import { useSignal } from '@preact/signals'
import { CHANNELS } from '../../../collector/acquisition/channels.ts'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { undoable } from '../../blocks/forms/undo.ts'
import { applyFix, type SheetFix } from '../../models/apply-fix.ts'
import { type RulesOfSite, takeBackSheet } from '../../models/site-rules.ts'
import { valueName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { language, words } from '../../texts/texts.ts'
import { FixPreview } from './fix-preview.tsx'

interface FixDialogProps {
  fix: SheetFix
  rules: RulesOfSite
  onDone: () => void
  onClose: () => void
}

/** A fix with its values filled in, what it would change, and the button that does it. */
export function FixDialog({ fix: start, rules, onDone, onClose }: FixDialogProps) {
  const { actions, fixes: text } = words.value
  const draft = useSignal(start)
  const submit = async (event: Event) => {
    event.preventDefault()
    const fix = draft.value
    onClose()
    await undoable({
      said: text.done,
      run: (domain) => applyFix(domain, fix),
      undo: takeBackSheet,
      after: onDone,
    })
  }
  return (
    <FormDialog title={text.titles[start.type]} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <p>{text.intros[start.type]}</p>
        <Fields
          fix={draft.value}
          onFix={(next) => {
            draft.value = next
          }}
        />
        <FixPreview fix={draft} rules={rules} />
        <div class="form-foot">
          <Button onClick={onClose}>{actions.cancel}</Button>
          <Button kind="primary" type="submit">
            {text.apply}
          </Button>
        </div>
      </form>
    </FormDialog>
  )
}

function Fields({ fix, onFix }: { fix: SheetFix; onFix: (fix: SheetFix) => void }) {
  const { dimensions, fixes } = words.value
  const settings = settingsWords.value
  if (fix.type === 'alias') {
    return (
      <div class="form-pair">
        <TextField label={dimensions[fix.kind]} value={fix.spelling} readOnly onValue={() => {}} />
        <TextField
          label={settings.aliases.means}
          required
          data-first
          value={fix.means}
          onValue={(means) => onFix({ ...fix, means })}
        />
      </div>
    )
  }
  if (fix.type === 'exclusion') {
    return (
      <TextField
        label={fixes.host}
        required
        value={fix.host}
        onValue={(host) => onFix({ ...fix, host })}
      />
    )
  }
  return (
    <div class="form-pair">
      {fix.source !== '' && (
        <TextField label={dimensions.source} value={fix.source} readOnly onValue={() => {}} />
      )}
      <TextField label={dimensions.medium} value={fix.medium} readOnly onValue={() => {}} />
      <SelectField
        label={settings.channels.channel}
        value={fix.channel}
        choices={CHANNELS.map((value) => ({
          value: value as string,
          name: valueName('channel', value, language.value, words.value),
        }))}
        onValue={(channel) => onFix({ ...fix, channel })}
      />
    </div>
  )
}
