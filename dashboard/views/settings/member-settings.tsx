import { UsersRound } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Member } from '../../../collector/auth/members.ts'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { ThingList } from '../../blocks/forms/thing-list.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { useSave } from '../../blocks/forms/use-save.ts'
import { ROLES } from '../../models/permissions.ts'
import { ownsSite, siteHere } from '../../models/sites.ts'
import { addThing, listOf, removeThing, replaceThing } from '../../models/things.ts'
import { Button } from '../../parts/button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { TextField } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'

type Role = Member['role']

const members = listOf('members')

function roleChoices() {
  const { roles } = words.value
  // What allows least comes first: it is what a slip of the mouse gives away.
  return ROLES.toReversed().map((value) => ({ value, name: roles[value] }))
}

export function MemberSettings() {
  const text = settingsWords.value.members
  return (
    <div class="form">
      <p>{text.intro}</p>
      <ThingList
        of={members}
        icon={<UsersRound size={22} aria-hidden="true" />}
        empty={text.empty}
        hint={text.emptyHint}
        name={({ email }) => email ?? '–'}
        note={noteOf}
        tools={(member) => ownsSite.value && !member.accepted && <LinkAgain member={member} />}
        edit={(member, close) => <RoleForm member={member} onDone={close} />}
        remove={({ id }, domain) => removeThing(domain, 'members', id)}
        warning={text.warning}
        mayEdit={({ all_sites }) => ownsSite.value && !all_sites}
      />
      {ownsSite.value && <MemberForm />}
    </div>
  )
}

function noteOf({ role, all_sites, accepted, by_claim }: Member): string {
  const { members: text, tokens } = settingsWords.value
  const parts = [
    words.value.roles[role],
    all_sites && tokens.allSites,
    !accepted && text.invited,
    by_claim && text.byClaim,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** A new link for somebody whose earlier one ran out or went astray. */
function LinkAgain({ member }: { member: Member }) {
  const text = settingsWords.value.members
  const [link, setLink] = useState<string | null>(null)
  const make = async () => {
    const { email, role } = member
    if (email === null) return
    await attempt(async () =>
      setLink((await addThing(siteHere(), 'members', { email, role })).sign_in_link),
    )
  }
  return (
    <>
      <Button kind="ghost" size="small" onClick={make}>
        {text.newLink}
      </Button>
      {link !== null && (
        <FormDialog title={member.email ?? text.invited} onClose={() => setLink(null)}>
          <Invitation link={link} />
        </FormDialog>
      )}
    </>
  )
}

function RoleForm({ member, onDone }: { member: Member; onDone: () => void }) {
  const text = settingsWords.value.members
  const [role, setRole] = useState(member.role)
  const saving = useSave()
  const submit = async (event: Event) => {
    event.preventDefault()
    if (!(await saving.save(() => replaceThing(siteHere(), 'members', member.id, { role })))) return
    members.ask()
    onDone()
  }
  return (
    <form class="form" onSubmit={submit}>
      <SelectField label={text.role} value={role} choices={roleChoices()} onValue={setRole} />
      <SaveBar saving={saving} />
    </form>
  )
}

function MemberForm() {
  const text = settingsWords.value.members
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [link, setLink] = useState<string | null>(null)
  const saving = useSave({ fields: ['email'] })
  const submit = async (event: Event) => {
    event.preventDefault()
    await saving.save(async () => {
      const stored = await addThing(siteHere(), 'members', { email, role })
      setLink(stored.sign_in_link)
      setEmail('')
    })
    members.ask()
  }
  return (
    <form class="form sub-form" onSubmit={submit}>
      <h3>{text.add}</h3>
      <div class="form-pair">
        <TextField
          type="email"
          label={text.email}
          required
          value={email}
          problem={saving.about('email')}
          onValue={setEmail}
        />
        <SelectField label={text.role} value={role} choices={roleChoices()} onValue={setRole} />
      </div>
      {link && <Invitation link={link} />}
      <SaveBar saving={saving} label={text.add} />
    </form>
  )
}

/** What to hand over to somebody who has not accepted yet. */
function Invitation({ link }: { link: string }) {
  const { actions } = words.value
  const settings = settingsWords.value
  return (
    <>
      <p>{settings.members.link}</p>
      <div class="snippet">
        <code>{link}</code>
        <CopyButton text={link} label={actions.copy} done={actions.copied} />
      </div>
    </>
  )
}
