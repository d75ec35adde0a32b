import { useEffect, useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { type Naming, sheetQuestion } from '../../models/site-rules.ts'
import { useResource } from '../../models/use-resource.ts'
import { Card } from '../../parts/card.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { linkWords } from '../../texts/links.ts'
import { draftOf, type NamesDraft } from './names-draft.ts'
import { NamesForm } from './names-form.tsx'
import { NamesInUse } from './names-in-use.tsx'

/** What links may be called here, beside what visits really came under. */
export function NamesTab() {
  const text = linkWords.value.names
  const sheet = useResource<Naming>(() => sheetQuestion('naming'))
  const [changed, setChanged] = useState<NamesDraft>()
  const naming = sheet.data.value
  const [saved, setSaved] = useState(false)
  useEffect(() => {
    // Until the new list is there, the draft is what it says.
    if (!saved) return
    setChanged(undefined)
    setSaved(false)
  }, [naming])
  const draft = changed ?? (naming && draftOf(naming))
  return (
    <div class="columns">
      <Card title={text.title}>
        <Answered of={sheet} meanwhile={<SkeletonRows rows={8} />}>
          {(stored) => (
            <NamesForm
              draft={changed ?? draftOf(stored)}
              changed={changed !== undefined}
              onDraft={setChanged}
              onSaved={() => {
                setSaved(true)
                sheet.ask()
              }}
            />
          )}
        </Answered>
      </Card>
      {/* On a phone it stands below the form, whose height it must not wait for in view. */}
      {draft && <NamesInUse draft={draft} onDraft={setChanged} />}
    </div>
  )
}
