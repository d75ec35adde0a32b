import { useState } from 'preact/hooks'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { type Keeping, keepAccount } from '../../models/accounts.ts'
import { mayChange } from '../../models/sites.ts'
import { Card } from '../../parts/card.tsx'
import { TextArea } from '../../parts/field.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { OwnerField } from './owner-field.tsx'

interface AccountKeepingProps {
  account: string
  kept: Keeping
  /** Of all accounts. */
  owners: readonly string[]
}

/** Who looks after an account, and what is to be known of it. */
export function AccountKeeping({ account, kept, owners }: AccountKeepingProps) {
  const text = accountWords.value
  if (mayChange.value) {
    return (
      <Card title={text.keep}>
        <KeepingForm account={account} kept={kept} owners={owners} />
      </Card>
    )
  }
  if (kept.owner === '' && kept.note === '') return null
  return (
    <Card title={text.keep}>
      {kept.owner !== '' && <b dir="auto">{kept.owner}</b>}
      <p class="account-note" dir="auto">
        {kept.note}
      </p>
    </Card>
  )
}

function KeepingForm({ account, kept, owners }: AccountKeepingProps) {
  const text = accountWords.value
  const [draft, setDraft] = useState(kept)
  const saving = useSave({ fields: ['owner', 'note'] })
  const isChanged = draft.owner !== kept.owner || draft.note !== kept.note
  const submit = async (event: Event) => {
    event.preventDefault()
    const said = { owner: draft.owner.trim(), note: draft.note.trim() }
    if (await saving.save(() => keepAccount(account, said))) setDraft(said)
  }
  return (
    <form class="form" onSubmit={submit}>
      <OwnerField
        value={draft.owner}
        owners={owners}
        problem={saving.about('owner')}
        onValue={(owner) => setDraft({ ...draft, owner })}
      />
      <TextArea
        label={text.noteField}
        hint={text.noteHint}
        value={draft.note}
        problem={saving.about('note')}
        onValue={(note) => setDraft({ ...draft, note })}
      />
      <SaveBar saving={saving} disabled={!isChanged} />
    </form>
  )
}
