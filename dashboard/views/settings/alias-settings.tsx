import { ArrowRight } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { ALIASED, type Aliased } from '../../../collector/acquisition/site-rules.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { undoable } from '../../blocks/forms/undo.ts'
import { useSave } from '../../blocks/forms/use-save.ts'
import { type Joined, withJoined } from '../../models/join-draft.ts'
import { type Aliases, changeSheet, sheetQuestion, takeBackSheet } from '../../models/site-rules.ts'
import { mayChange, siteHere } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { words } from '../../texts/texts.ts'

/** Characters of a name, as the API has it. */
const LONGEST = 200

export function AliasSettings() {
  const text = settingsWords.value.aliases
  const sheet = useResource(() => sheetQuestion('aliases'))
  return (
    <div class="form">
      <p>{text.intro}</p>
      <Answered of={sheet} meanwhile={<SkeletonRows rows={3} />}>
        {(aliases) => <AliasSheet aliases={aliases} onSaved={sheet.ask} />}
      </Answered>
    </div>
  )
}

interface AliasSheetProps {
  aliases: Aliases
  onSaved: () => void
}

function AliasSheet({ aliases, onSaved }: AliasSheetProps) {
  const saving = useSave()
  const add = async (one: Joined) => {
    const store = () => changeSheet(siteHere(), 'aliases', (all) => withJoined(all, [one]))
    if (await saving.save(store)) onSaved()
  }
  const remove = (kind: Aliased, spelling: string) =>
    undoable({
      said: words.value.actions.removed(spelling),
      run: (domain) => changeSheet(domain, 'aliases', (all) => without(all, kind, spelling)),
      undo: takeBackSheet,
      after: onSaved,
    })
  const all = ALIASED.flatMap((kind) =>
    Object.entries(aliases[kind]).map(([spelling, means]) => ({ kind, spelling, means })),
  )
  return (
    <>
      <ul class="things">
        {all.map(({ kind, spelling, means }) => (
          <li key={`${kind} ${spelling}`}>
            <b>
              {spelling} <ArrowRight size={12} aria-hidden="true" /> {means}
            </b>
            <span>{settingsWords.value.aliases.kinds[kind]}</span>
            {mayChange.value && (
              <Button kind="ghost" size="small" onClick={() => void remove(kind, spelling)}>
                {words.value.actions.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange.value && <AliasForm saving={saving} onAdd={add} />}
    </>
  )
}

function without(aliases: Aliases, kind: Aliased, spelling: string): Aliases {
  const { [spelling]: _, ...others } = aliases[kind]
  return { ...aliases, [kind]: others }
}

interface AliasFormProps {
  saving: ReturnType<typeof useSave>
  onAdd: (one: Joined) => void
}

function AliasForm({ saving, onAdd }: AliasFormProps) {
  const text = settingsWords.value.aliases
  const [kind, setKind] = useState<Aliased>('source')
  const [spelling, setSpelling] = useState('')
  const [means, setMeans] = useState('')
  return (
    <form
      class="form sub-form"
      onSubmit={(event) => {
        event.preventDefault()
        onAdd({ kind, spelling: spelling.trim(), means })
        setSpelling('')
        setMeans('')
      }}
    >
      <h3>{text.add}</h3>
      <SelectField
        label={text.kind}
        value={kind}
        choices={ALIASED.map((value) => ({ value, name: text.kinds[value] }))}
        onValue={setKind}
      />
      <div class="form-pair">
        <TextField
          label={text.spelling}
          required
          maxLength={LONGEST}
          value={spelling}
          onValue={setSpelling}
        />
        <TextField
          label={text.means}
          required
          maxLength={LONGEST}
          value={means}
          onValue={setMeans}
        />
      </div>
      <SaveBar saving={saving} label={text.add} />
    </form>
  )
}
