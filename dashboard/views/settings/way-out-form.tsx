import { useState } from 'preact/hooks'
import { CHANNEL_KINDS, type ChannelKind } from '../../../collector/vocabulary.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { type Saving, useSave } from '../../blocks/forms/use-save.ts'
import { sendsMail } from '../../models/session.ts'
import { siteHere } from '../../models/sites.ts'
import { addThing, replaceThing } from '../../models/things.ts'
import { type ChannelOut, waysOut } from '../../models/ways-out.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { notificationWords } from '../../texts/notifications.ts'
import { words } from '../../texts/texts.ts'

/** What is typed in; empty where nothing is. */
interface Draft {
  kind: ChannelKind
  to: string
  secret: string
  name: string
}

const FIELDS = ['to', 'secret', 'name']

/** A form for one more, and the secret of a webhook that has just been added. */
export function NewWayOut() {
  const text = notificationWords.value
  const { actions } = words.value
  const [draft, setDraft] = useState<Draft>({ kind: 'email', to: '', secret: '', name: '' })
  const [made, setMade] = useState<string>()
  const saving = useSave({ fields: FIELDS })
  const submit = async (event: Event) => {
    event.preventDefault()
    const { kind, to, name, secret } = draft
    const body = { kind, to, name: name || null, secret: secret || null }
    const isDone = await saving.save(async () => {
      const added = await addThing(siteHere(), 'channels-out', body)
      setMade(kind === 'webhook' && secret === '' ? (added.secret ?? undefined) : undefined)
    })
    if (isDone) setDraft({ ...draft, to: '', secret: '', name: '' })
    waysOut.ask()
  }
  return (
    <form class="form sub-form" onSubmit={submit}>
      <h3>{text.add}</h3>
      {made && (
        <>
          <Notice tone="good">{text.once}</Notice>
          <div class="snippet">
            <code>{made}</code>
            <CopyButton text={made} label={actions.copy} done={actions.copied} />
          </div>
        </>
      )}
      <SelectField
        label={text.kind}
        hint={text.from[draft.kind]}
        value={draft.kind}
        choices={CHANNEL_KINDS.map((kind) => ({ value: kind, name: text.kinds[kind] }))}
        onValue={(kind) => setDraft({ ...draft, kind, secret: '' })}
      />
      {draft.kind === 'email' && !sendsMail.value && <Notice tone="warn">{text.noMail}</Notice>}
      <Fields draft={draft} saving={saving} onDraft={setDraft} />
      <SaveBar saving={saving} label={text.add} />
    </form>
  )
}

/** Changes one; what is a key stays where nothing is typed over it. */
export function WayOutForm({ of, onDone }: { of: ChannelOut; onDone: () => void }) {
  const { kind, name } = of
  const isMail = kind === 'email'
  const [draft, setDraft] = useState<Draft>({
    kind,
    to: isMail ? (of.to ?? '') : '',
    secret: '',
    name: name ?? '',
  })
  const saving = useSave({ fields: FIELDS })
  const submit = async (event: Event) => {
    event.preventDefault()
    const body = {
      name: draft.name || null,
      ...(draft.to && { to: draft.to }),
      ...(draft.secret && { secret: draft.secret }),
    }
    const isDone = await saving.save(() => replaceThing(siteHere(), 'channels-out', of.id, body))
    waysOut.ask()
    if (isDone) onDone()
  }
  return (
    <form class="form" onSubmit={submit}>
      <Fields draft={draft} saving={saving} onDraft={setDraft} kept={of} />
      <SaveBar saving={saving} />
    </form>
  )
}

interface FieldsProps {
  draft: Draft
  saving: Saving
  onDraft: (draft: Draft) => void
  /** What is changed. */
  kept?: ChannelOut
}

function Fields({ draft, saving, onDraft, kept }: FieldsProps) {
  const text = notificationWords.value
  const { kind } = draft
  const isMail = kind === 'email'
  const secretHint = text.secretOf[kind]
  return (
    <>
      <TextField
        type={isMail ? 'email' : 'url'}
        label={isMail ? text.address : text.url}
        hint={kept && !isMail ? text.urlKept : undefined}
        placeholder={kept?.to ?? (isMail ? 'ann@example.com' : 'https://')}
        required={!kept || isMail}
        autocomplete="off"
        value={draft.to}
        problem={saving.about('to')}
        onValue={(to) => onDraft({ ...draft, to })}
      />
      {secretHint !== undefined && (
        <TextField
          label={text.secret}
          hint={kept?.secret_set ? text.secretKept : secretHint}
          autocomplete="off"
          value={draft.secret}
          problem={saving.about('secret')}
          onValue={(secret) => onDraft({ ...draft, secret })}
        />
      )}
      <TextField
        label={text.name}
        hint={text.nameHint}
        value={draft.name}
        problem={saving.about('name')}
        onValue={(name) => onDraft({ ...draft, name })}
      />
    </>
  )
}
