import { useState } from 'preact/hooks'
import { alertAsked } from '../../models/alert-asked.ts'
import { type AlertDraft, FRESH, fitting } from '../../models/alert-draft.ts'
import { alertWords } from '../../texts/alerts.ts'
import { language } from '../../texts/texts.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { AlertForm } from './alert-form.tsx'

/** A new alert, begun with what is on the page that asks for it. */
export function AlertDialog({ asked }: { asked: Partial<AlertDraft> }) {
  const [draft, setDraft] = useState(fitting({ ...FRESH, language: language.value, ...asked }))
  const close = () => {
    alertAsked.value = undefined
  }
  return (
    <FormDialog title={alertWords.value.title} onClose={close}>
      <AlertForm draft={draft} onDraft={setDraft} onDone={close} />
    </FormDialog>
  )
}
