import { useState } from 'preact/hooks'
import { ownTimezone, timezoneDetail, timezones } from '../../blocks/forms/choices.ts'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { type Saving, useSave } from '../../blocks/forms/use-save.ts'
import { weekday } from '../../dates.ts'
import {
  addressesIn,
  type Digest,
  type DigestDraft,
  digests,
  draftOf,
  freshDraft,
  inputOf,
} from '../../models/digests.ts'
import { type Drafted, useDraft } from '../../models/drafts.ts'
import { session } from '../../models/session.ts'
import { siteHere } from '../../models/sites.ts'
import { addThing, replaceThing } from '../../models/things.ts'
import { TextArea, TextField } from '../../parts/field.tsx'
import { digestWords } from '../../texts/digests.ts'
import { LANGUAGES, type Language, language } from '../../texts/texts.ts'

const PERS: readonly Digest['per'][] = ['day', 'week', 'month']
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** What is typed stays until it is saved or discarded. */
export function NewDigest() {
  const fresh = freshDraft(ownTimezone(), language.value, session.value?.email ?? null)
  const drafted = useDraft('digests', fresh)
  return (
    <DigestForm
      draft={drafted.draft}
      onDraft={drafted.change}
      onDone={() => drafted.stored(fresh)}
      drafted={drafted}
    />
  )
}

export function EditDigest({ digest, onDone }: { digest: Digest; onDone: () => void }) {
  const [draft, setDraft] = useState(draftOf(digest))
  return <DigestForm digest={digest} draft={draft} onDraft={setDraft} onDone={onDone} />
}

interface DigestFormProps {
  /** The one to change; a new one without it. */
  digest?: Digest
  draft: DigestDraft
  onDraft: (draft: DigestDraft) => void
  onDone: () => void
  drafted?: Drafted<DigestDraft>
}

function DigestForm({ digest, draft, onDraft, onDone, drafted }: DigestFormProps) {
  const text = digestWords.value
  const saving = useSave({ fields: ['to', 'at', 'timezone'] })
  const submit = async (event: Event) => {
    event.preventDefault()
    const input = inputOf(draft)
    const domain = siteHere()
    const store = () =>
      digest
        ? replaceThing(domain, 'digests', digest.id, input)
        : addThing(domain, 'digests', input)
    if (!(await saving.save(store))) return
    digests.ask()
    onDone()
  }
  return (
    <form class={digest ? 'form' : 'form sub-form'} onSubmit={submit}>
      {!digest && <h3>{text.add}</h3>}
      <TextArea
        label={text.to}
        hint={text.toHint}
        value={draft.to}
        problem={saving.aboutEach('to', addressesIn(draft.to))}
        onValue={(to) => onDraft({ ...draft, to })}
      />
      <WhenFields draft={draft} onDraft={onDraft} saving={saving} />
      <SaveBar
        saving={saving}
        {...(digest ? {} : { label: text.add })}
        {...(drafted && { drafted })}
      />
    </form>
  )
}

interface WhenFieldsProps {
  draft: DigestDraft
  onDraft: (draft: DigestDraft) => void
  saving: Saving
}

/** How often, on which day, at which hour of which clock, in which language. */
function WhenFields({ draft, onDraft, saving }: WhenFieldsProps) {
  const text = digestWords.value
  const change = (part: Partial<DigestDraft>) => onDraft({ ...draft, ...part })
  const days = WEEKDAYS.map((day) => ({ value: String(day), name: weekday(day, language.value) }))
  return (
    <div class="form-pair">
      <SelectField
        label={text.per}
        value={draft.per}
        choices={PERS.map((value) => ({ value, name: text.pers[value] }))}
        onValue={(per) => change({ per })}
      />
      {draft.per === 'week' && (
        <SelectField
          label={text.weekday}
          value={draft.weekday}
          choices={[...days, { value: '', name: text.firstDay }]}
          onValue={(day) => change({ weekday: day })}
        />
      )}
      <TextField
        type="time"
        label={text.at}
        required
        value={draft.at}
        problem={saving.about('at')}
        onValue={(at) => change({ at })}
      />
      <SelectField
        label={text.timezone}
        value={draft.timezone}
        problem={saving.about('timezone')}
        choices={timezones(draft.timezone)}
        detailOf={timezoneDetail}
        onValue={(timezone) => change({ timezone })}
      />
      <SelectField
        label={text.language}
        value={draft.language}
        choices={Object.entries(LANGUAGES).map(([value, name]) => ({
          value: value as Language,
          name,
        }))}
        onValue={(chosen) => change({ language: chosen })}
      />
    </div>
  )
}
