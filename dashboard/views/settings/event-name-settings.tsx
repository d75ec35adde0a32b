import { Tag } from 'lucide-preact'
import { CountedField } from '../../blocks/forms/counted-field.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { undoable } from '../../blocks/forms/undo.ts'
import { useSave } from '../../blocks/forms/use-save.ts'
import { type Drafted, useDraft } from '../../models/drafts.ts'
import {
  changeEventNames,
  type EventName,
  withEventName,
  withNameBack,
  withoutEventName,
} from '../../models/event-names.ts'
import { valuesQuestion } from '../../models/seen-values.ts'
import { mayChange, site, siteHere } from '../../models/sites.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TextField } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'
import { wholeEventName } from './goal-events.tsx'

/** Characters of a name, as the API has it. */
const LONGEST = 60

interface NameDraft {
  event: string
  en: string
  zh: string
}

const FRESH: NameDraft = { event: '', en: '', zh: '' }

/** What the site calls its events, beside the names by which they are sent. */
export function EventNameSettings() {
  const text = settingsWords.value.eventNames
  const names = site.value?.event_names ?? []
  const drafted = useDraft('events', FRESH)
  return (
    <div class="form">
      <p>{text.intro}</p>
      {names.length === 0 ? (
        <EmptyState
          icon={<Tag size={22} aria-hidden="true" />}
          title={text.empty}
          hint={text.emptyHint}
        />
      ) : (
        <ul class="things">
          {names.map((name, place) => (
            <Entry key={name.event} name={name} place={place} onEdit={drafted.change} />
          ))}
        </ul>
      )}
      {mayChange.value && <NameForm names={names} drafted={drafted} />}
    </div>
  )
}

interface EntryProps {
  name: EventName
  /** In the list. */
  place: number
  onEdit: (draft: NameDraft) => void
}

function Entry({ name, place, onEdit }: EntryProps) {
  const { actions } = words.value
  const { event, en = '', zh = '' } = name
  const remove = () =>
    undoable({
      said: actions.removed(event),
      run: (domain) => changeEventNames(domain, (names) => withoutEventName(names, event)),
      undo: (domain) => changeEventNames(domain, (names) => withNameBack(names, name, place)),
    })
  return (
    <li>
      <b>
        <bdi dir="auto">{event}</bdi>
      </b>
      <span>
        {[en, zh].filter(Boolean).map((called, i) => (
          <bdi key={i} dir="auto">
            {i > 0 && ' · '}
            {called}
          </bdi>
        ))}
      </span>
      {mayChange.value && (
        <>
          <Button kind="ghost" size="small" onClick={() => onEdit({ event, en, zh })}>
            {actions.edit}
          </Button>
          <Button kind="ghost" size="small" onClick={remove}>
            {actions.remove}
          </Button>
        </>
      )}
    </li>
  )
}

interface NameFormProps {
  names: readonly EventName[]
  drafted: Drafted<NameDraft>
}

/** Naming an event that has names changes them. */
function NameForm({ names, drafted }: NameFormProps) {
  const text = settingsWords.value.eventNames
  const { draft, change, stored } = drafted
  const saving = useSave()
  const event = draft.event.trim()
  const [en, zh] = [draft.en.trim(), draft.zh.trim()]
  const own = spelled(words.value.eventNames, event)
  const submit = async (submitted: Event) => {
    submitted.preventDefault()
    const name = { event, ...(en && { en }), ...(zh && { zh }) }
    const store = () => changeEventNames(siteHere(), (known) => withEventName(known, name))
    if (await saving.save(store)) stored(FRESH)
  }
  return (
    <form class="form sub-form" onSubmit={submit}>
      <h3>{text.add}</h3>
      <CountedField
        label={text.event}
        value={draft.event}
        question={valuesQuestion('event', 'events')}
        spell={wholeEventName}
        onValue={(next) => change({ ...draft, event: next, ...namesOf(names, next) })}
      />
      <div class="form-pair">
        {(['en', 'zh'] as const).map((tag) => (
          <TextField
            key={tag}
            label={text[tag]}
            maxLength={LONGEST}
            placeholder={own}
            value={draft[tag]}
            onValue={(called) => change({ ...draft, [tag]: called })}
          />
        ))}
      </div>
      <SaveBar saving={saving} disabled={!(en || zh)} drafted={drafted} />
    </form>
  )
}

/** What the event is called already, where it is. */
function namesOf(names: readonly EventName[], event: string) {
  const known = names.find((one) => one.event === event)
  return known && { en: known.en ?? '', zh: known.zh ?? '' }
}
