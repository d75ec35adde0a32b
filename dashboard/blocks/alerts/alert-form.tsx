import { type AlertDraft, writtenOf } from '../../models/alert-draft.ts'
import { alerts, storeAlert } from '../../models/alerts.ts'
import type { Drafted } from '../../models/drafts.ts'
import { siteHere } from '../../models/sites.ts'
import { alertWords } from '../../texts/alerts.ts'
import { words } from '../../texts/texts.ts'
import { SaveBar } from '../forms/save-bar.tsx'
import { useSave } from '../forms/use-save.ts'
import { AlertPreview } from './alert-preview.tsx'
import { RuleFields } from './rule-fields.tsx'
import { sentenceOfDraft } from './said.ts'
import { TellFields } from './tell-fields.tsx'
import { WatchFields } from './watch-fields.tsx'

interface AlertFormProps {
  /** Of the alert to change; a new one without it. */
  id?: string
  draft: AlertDraft
  onDraft: (draft: AlertDraft) => void
  onDone: () => void
  drafted?: Drafted<AlertDraft>
}

const FIELDS = [
  ...['name', 'metric', 'goal', 'funnel', 'signal', 'subject', 'when', 'value', 'per'],
  ...['quiet.from', 'quiet.to'],
]

/** What is watched, when it is too much, when that would have been, and who is told. */
export function AlertForm({ id, draft, onDraft, onDone, drafted }: AlertFormProps) {
  const text = alertWords.value
  const saving = useSave({ fields: FIELDS, unique: 'name' })
  const written = writtenOf(draft, freeName(sentenceOfDraft(draft), id))
  const submit = async (event: Event) => {
    event.preventDefault()
    if (!written) return
    const domain = siteHere()
    if (!(await saving.save(() => storeAlert(domain, written, id)))) return
    alerts.ask()
    onDone()
  }
  const fields = { draft, onDraft, saving }
  return (
    <form class="form alert-form" onSubmit={submit}>
      <WatchFields {...fields} />
      <RuleFields {...fields} />
      <AlertPreview draft={draft} />
      <TellFields {...fields} />
      <SaveBar
        saving={saving}
        disabled={!written}
        label={id === undefined ? text.add : words.value.actions.save}
        {...(drafted && { drafted })}
      />
    </form>
  )
}

const LONGEST_NAME = 120

/** So that who gives none need not find one. */
function freeName(name: string, id: string | undefined): string {
  const others = (alerts.data.value ?? []).filter((one) => one.id !== id)
  const taken = new Set(others.map((one) => one.name))
  const short = name.slice(0, LONGEST_NAME - 5)
  for (let i = 2; taken.has(name); i++) name = `${short} (${i})`
  return name.slice(0, LONGEST_NAME)
}
