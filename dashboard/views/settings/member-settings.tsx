import { UsersRound } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Member } from '../../../collector/auth/members.ts'
import { addThing, listOf, removeThing } from '../../models/things.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { SaveBar } from './save-bar.tsx'
import { ThingList } from './thing-list.tsx'
import { useSave } from './use-save.ts'

type Role = Member['role']
const ROLES: readonly Role[] = ['viewer', 'editor', 'owner']

const members = listOf<Member>('members')

export function MemberSettings() {
  const text = words.value.settings.members
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={members}
        icon={<UsersRound size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ email }) => email ?? '–'}
        note={({ role }) => text[role]}
        onRemove={({ id }) => removeThing('members', id)}
      />
      <MemberForm />
    </div>
  )
}

function MemberForm() {
  const text = words.value.settings.members
  const { actions } = words.value
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [link, setLink] = useState<string | null>(null)
  const saving = useSave()
  const submit = async (event: Event) => {
    event.preventDefault()
    await saving.save(async () => {
      const stored = await addThing<{ sign_in_link: string | null }>('members', { email, role })
      setLink(stored.sign_in_link)
      setEmail('')
    })
    members.ask()
  }
  return (
    <form class="form sub-form" onSubmit={submit}>
      <h3>{text.add}</h3>
      <div class="form-pair">
        <TextField type="email" label={text.email} required value={email} onValue={setEmail} />
        <SelectField
          label={text.role}
          value={role}
          choices={ROLES.map((value) => ({ value, name: text[value] }))}
          onValue={setRole}
        />
      </div>
      {link && (
        <>
          <p>{text.link}</p>
          <div class="snippet">
            <code>{link}</code>
            <CopyButton text={link} label={actions.copy} done={actions.copied} />
          </div>
        </>
      )}
      <SaveBar saving={saving} label={text.add} />
    </form>
  )
}
