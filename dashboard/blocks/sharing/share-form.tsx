import { useSignal } from '@preact/signals'
import { endToSet, lastDay } from '../../models/last-day.ts'
import { LEAST_SHARE_PASSWORD } from '../../models/passwords.ts'
import { REPORTS, type Share, type SharedReports, shares } from '../../models/shares.ts'
import { siteHere } from '../../models/sites.ts'
import { addThing, replaceThing, segments } from '../../models/things.ts'
import { Check, TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { SaveBar } from '../forms/save-bar.tsx'
import { SelectField } from '../forms/select-field.tsx'
import { type Saving, useSave } from '../forms/use-save.ts'

interface Draft {
  name: string
  segment: string
  reports: readonly SharedReports[]
  /** The last day; empty: it never ends. */
  ends: string
  password: string
  /** Nobody is to be asked for a password any more. */
  open: boolean
}

interface ShareFormProps {
  /** The link to change; a new one without. */
  share?: Share
  name?: string
  segment?: string | undefined
  /** Ticked to begin with. */
  reports?: readonly SharedReports[]
  onDone: (share: Share) => void
}

/** A link is made, or its name, end and password are changed. */
export function ShareForm({
  share,
  name = '',
  segment = '',
  reports = [],
  onDone,
}: ShareFormProps) {
  const text = words.value.shared
  const saving = useSave({ fields: ['name', 'password', 'expires_at'] })
  const draft = useSignal<Draft>({
    name: share?.name ?? name,
    segment: share?.segment ?? segment,
    reports,
    ends: share?.expires_at ? lastDay(share.expires_at) : '',
    password: '',
    open: false,
  })
  const change = (changes: Partial<Draft>) => {
    draft.value = { ...draft.peek(), ...changes }
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    let stored: Share | undefined
    await saving.save(async () => {
      stored = await store(draft.peek(), share)
    })
    shares.ask()
    if (stored) onDone(stored)
  }
  return (
    <form class="form" onSubmit={submit}>
      <TextField
        label={text.name}
        hint={text.nameHint}
        required
        maxLength={120}
        value={draft.value.name}
        problem={saving.about('name')}
        onValue={(to) => change({ name: to })}
      />
      {!share && <Shows value={draft.value.segment} onValue={(to) => change({ segment: to })} />}
      {!share && <Ticked value={draft.value.reports} onValue={(to) => change({ reports: to })} />}
      <Locks share={share} saving={saving} draft={draft.value} onChange={change} />
      <SaveBar saving={saving} {...(share ? {} : { label: text.add })} />
    </form>
  )
}

function Shows({ value, onValue }: { value: string; onValue: (segment: string) => void }) {
  const text = words.value.shared
  const saved = segments.data.value ?? []
  return (
    <SelectField
      label={text.shows}
      hint={text.showsHint}
      value={value}
      choices={[
        { value: '', name: text.everything },
        ...saved.map(({ id, name }) => ({ value: id, name: text.only(name) })),
      ]}
      onValue={onValue}
    />
  )
}

interface TickedProps {
  value: readonly SharedReports[]
  onValue: (reports: SharedReports[]) => void
}

/** What guests see beside the counts of visits. */
function Ticked({ value, onValue }: TickedProps) {
  const text = words.value.shared
  return (
    <fieldset class="field">
      <legend>{text.also}</legend>
      {REPORTS.map((one) => (
        <Check
          key={one}
          label={text.reports[one]}
          value={value.includes(one)}
          onValue={(on) =>
            onValue(REPORTS.filter((other) => (other === one ? on : value.includes(other))))
          }
        />
      ))}
      <small>{text.alsoHint}</small>
    </fieldset>
  )
}

interface LocksProps {
  share: Share | undefined
  saving: Saving
  draft: Draft
  onChange: (changes: Partial<Draft>) => void
}

function Locks({ share, saving, draft, onChange }: LocksProps) {
  const text = words.value.shared
  const locked = share?.password_set ?? false
  return (
    <>
      <div class="form-pair">
        <TextField
          label={text.ends}
          hint={text.endsHint}
          type="date"
          value={draft.ends}
          problem={saving.about('expires_at')}
          onValue={(ends) => onChange({ ends })}
        />
        <TextField
          label={locked ? text.newPassword : text.password}
          hint={locked ? text.keepPassword : text.passwordHint(LEAST_SHARE_PASSWORD)}
          type="password"
          autocomplete="new-password"
          minLength={LEAST_SHARE_PASSWORD}
          disabled={draft.open}
          value={draft.password}
          problem={saving.about('password')}
          onValue={(password) => onChange({ password })}
        />
      </div>
      {locked && (
        <Check
          label={text.dropPassword}
          value={draft.open}
          onValue={(open) => onChange({ open })}
        />
      )}
    </>
  )
}

function store(draft: Draft, share: Share | undefined): Promise<Share> {
  const { name, segment, reports, ends, open } = draft
  const expires_at = endToSet(ends, share)
  const password = draft.password === '' ? undefined : draft.password
  if (!share) {
    const shown = { segment: segment || null, reports: [...reports] }
    return addThing(siteHere(), 'shares', { name, ...shown, password, expires_at })
  }
  return replaceThing(siteHere(), 'shares', share.id, {
    name,
    expires_at,
    password: open ? null : password,
  })
}
