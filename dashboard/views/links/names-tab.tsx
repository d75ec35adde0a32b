import { useEffect, useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { type Naming, sheetQuestion } from '../../models/site-rules.ts'
import { useResource } from '../../models/use-resource.ts'
import { Card } from '../../parts/card.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { linkWords } from '../../texts/links.ts'
import { draftOf, type NamesDraft, namingOf } from './names-draft.ts'
import { NamesForm } from './names-form.tsx'
import { NamesInUse } from './names-in-use.tsx'

/** What was changed and is not saved, and the names that it was made of. */
interface Changed {
  draft: NamesDraft
  base: Naming
}

/** What links may be called here, beside what visits really came under. */
export function NamesTab() {
  const text = linkWords.value.names
  const sheet = useResource<Naming>(() => sheetQuestion('naming'))
  const naming = sheet.data.value
  const [changed, setChanged] = useState<Changed>()
  const [sent, setSent] = useState<Changed>()
  useEffect(() => {
    // Until the new list is there, the draft is what it says.
    if (!sent) return
    setChanged((now) => typedSince(sent, now))
    setSent(undefined)
  }, [naming])
  const current = changed ?? (naming && { draft: draftOf(naming), base: naming })
  const change = (draft: NamesDraft) => current && setChanged({ draft, base: current.base })
  return (
    <div class="columns">
      <Card title={text.title}>
        <Answered of={sheet} meanwhile={<SkeletonRows rows={8} />}>
          {(stored) => (
            <NamesForm
              draft={changed?.draft ?? draftOf(stored)}
              base={changed?.base ?? stored}
              changed={changed !== undefined}
              onDraft={change}
              onSaved={() => {
                setSent(changed)
                sheet.ask()
              }}
            />
          )}
        </Answered>
      </Card>
      {/* On a phone it stands below the form, whose height it must not wait for in view. */}
      {current && <NamesInUse draft={current.draft} onDraft={change} />}
    </div>
  )
}

/** What was typed since that was sent, which is what the names are by now. */
function typedSince(sent: Changed, now: Changed | undefined): Changed | undefined {
  return now === sent || now === undefined
    ? undefined
    : { draft: now.draft, base: namingOf(sent.draft) }
}
