import { ReadOnly } from '../../blocks/forms/read-only.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { useSave } from '../../blocks/forms/use-save.ts'
import { merged } from '../../models/merged.ts'
import { changeSheet, type Naming } from '../../models/site-rules.ts'
import { mayChange, siteHere } from '../../models/sites.ts'
import { Check, TextArea, TextField } from '../../parts/field.tsx'
import { linkWords } from '../../texts/links.ts'
import { NAMED, type NamesDraft, namesIn, namingOf } from './names-draft.ts'

interface NamesFormProps {
  draft: NamesDraft
  /** The names that it was made of. */
  base: Naming
  /** Whether there is something to save. */
  changed: boolean
  onDraft: (draft: NamesDraft) => void
  onSaved: () => void
}

/** As the API names the list of each tag. */
const LISTS = { source: 'sources', medium: 'media', campaign: 'campaigns' } as const

export function NamesForm({ draft, base, changed, onDraft, onSaved }: NamesFormProps) {
  const text = linkWords.value.names
  const saving = useSave({ fields: [...Object.values(LISTS), 'pattern'] })
  const submit = async (event: Event) => {
    event.preventDefault()
    const change = (stored: Naming) => merged(base, namingOf(draft), stored)
    if (await saving.save(() => changeSheet(siteHere(), 'naming', change))) onSaved()
  }
  return (
    <form class="form" onSubmit={submit}>
      <p>{text.intro}</p>
      {!mayChange.value && <ReadOnly writers="editors" />}
      <fieldset class="form plain" disabled={!mayChange.value}>
        <legend class="unseen">{text.title}</legend>
        {NAMED.map((tag) => (
          <TextArea
            key={tag}
            label={text[tag]}
            hint={text.lines}
            value={draft[tag]}
            problem={saving.aboutEach(LISTS[tag], namesIn(draft[tag]))}
            onValue={(value) => onDraft({ ...draft, [tag]: value })}
          />
        ))}
        <TextField
          label={text.pattern}
          hint={text.patternHint}
          autocapitalize="none"
          spellcheck={false}
          maxLength={200}
          value={draft.pattern}
          problem={saving.about('pattern')}
          onValue={(pattern) => onDraft({ ...draft, pattern })}
        />
        <RequiredTags draft={draft} onDraft={onDraft} />
      </fieldset>
      {mayChange.value && <SaveBar saving={saving} disabled={!changed} />}
    </form>
  )
}

const OPTIONAL = ['content', 'term'] as const

/** Source, medium and campaign are in every link anyway. */
function RequiredTags({ draft, onDraft }: Pick<NamesFormProps, 'draft' | 'onDraft'>) {
  const text = linkWords.value
  return (
    <div class="required-tags">
      <b>{text.names.required}</b>
      {OPTIONAL.map((tag) => (
        <Check
          key={tag}
          label={text[tag]}
          value={draft.required.includes(tag)}
          onValue={(wanted) => {
            const others = draft.required.filter((one) => one !== tag)
            onDraft({ ...draft, required: wanted ? [...others, tag] : others })
          }}
        />
      ))}
    </div>
  )
}
