import { Target } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { failureOf } from '../../blocks/forms/use-save.ts'
import { saveBlob } from '../../charts/save.ts'
import { count } from '../../format.ts'
import {
  changeOffline,
  makeOfflineFile,
  type OfflineAnswer,
  offlineAsked,
  offlineExports,
  offlineGoal,
  offlineQuestion,
  TAKES_REFUNDS,
} from '../../models/offline.ts'
import { siteDomain } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Check, type Choice, TextField } from '../../parts/field.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { toast } from '../../parts/toast.tsx'
import { fieldWords, problemWords } from '../../refusals.ts'
import { offlineWords } from '../../texts/offline.ts'
import { OfflineFiles } from './offline-files.tsx'
import { OfflineSample } from './offline-sample.tsx'

/** The conversions of the period as the file that an ad platform takes, seen before it is made. */
export function OfflineCard() {
  const text = offlineWords.value
  const preview = useResource<OfflineAnswer>(offlineQuestion)
  const none = goals.data.value?.length === 0
  return (
    <Card title={text.title}>
      {none ? (
        <EmptyState icon={<Target size={22} aria-hidden="true" />} title={text.noGoals} />
      ) : (
        <div class="offline">
          <p class="drill-note">{text.intro}</p>
          <Choices />
          {offlineGoal.value !== '' && (
            <Answered of={preview} meanwhile={<Skeleton height="6rem" />}>
              {(answer) => (
                <Seen
                  key={`${answer.platform} ${answer.goal.id} ${answer.kind}`}
                  answer={answer}
                  old={preview.since.value !== undefined}
                  ask={preview.ask}
                />
              )}
            </Answered>
          )}
          <OfflineFiles onChange={preview.ask} />
        </div>
      )}
    </Card>
  )
}

function named<Value extends string>(names: Readonly<Record<Value, string>>): Choice<Value>[] {
  const values = Object.keys(names) as Value[]
  return values.map((value) => ({ value, name: names[value] }))
}

function Choices() {
  const text = offlineWords.value
  const { platform, kind, repeat } = offlineAsked.value
  const known = (goals.data.value ?? []).map(({ id, name }) => ({ value: id, name }))
  return (
    <>
      <div class="manner-fields">
        <SelectField
          label={text.platform}
          hint={text.hints[platform]}
          value={platform}
          choices={named(text.platforms)}
          onValue={(value) => changeOffline({ platform: value })}
        />
        <SelectField
          label={text.goal}
          value={offlineGoal.value}
          choices={[{ value: '', name: text.chooseGoal }, ...known]}
          onValue={(value) => changeOffline({ goal: value })}
        />
        {TAKES_REFUNDS.has(platform) && (
          <SelectField
            label={text.kind}
            value={kind}
            choices={named(text.kinds)}
            onValue={(value) => changeOffline({ kind: value })}
          />
        )}
      </div>
      <Check
        label={text.repeat}
        value={repeat}
        onValue={(value) => changeOffline({ repeat: value })}
      />
    </>
  )
}

interface SeenProps {
  answer: OfflineAnswer
  /** Something else was asked meanwhile. */
  old: boolean
  ask: () => void
}

/** What would go out and what would not, and the button that makes it so. */
function Seen({ answer, old, ask }: SeenProps) {
  const text = offlineWords.value
  const { rows, left_out } = answer
  return (
    <div class="offline">
      <p class="sentence" role="status">
        {rows === 0 ? text.nothing : text.goesOut(count(rows, locale.value))}
      </p>
      {left_out.length > 0 && (
        <div>
          <h3>{text.staysHere}</h3>
          <ul class="refused-lines">
            {left_out.map(({ reason, events }) => (
              <li key={reason}>
                {text.leftOut(count(events, locale.value), text.reasons[reason])}
              </li>
            ))}
          </ul>
        </div>
      )}
      {rows > 0 && <OfflineSample answer={answer} />}
      {rows > 0 && <Making answer={answer} old={old} ask={ask} />}
    </div>
  )
}

function Making({ answer, old, ask }: SeenProps) {
  const text = offlineWords.value
  const [name, setName] = useState(answer.name)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Awaited<ReturnType<typeof failureOf>>>()
  const about = fieldWords('name', problem)
  const make = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    const failure = await failureOf(async () => {
      const named = fileName(answer)
      saveBlob(await makeOfflineFile(answer.kind === 'conversions' ? name : ''), named)
      toast(text.made(count(answer.rows, locale.peek())))
    }).finally(() => setBusy(false))
    setProblem(failure)
    ask()
    offlineExports.ask()
  }
  return (
    <form class="manner" onSubmit={make}>
      {answer.kind === 'conversions' && (
        <TextField
          label={text.name}
          hint={text.nameHint}
          problem={about}
          required
          maxLength={100}
          value={name}
          onValue={setName}
        />
      )}
      {problem && !about && <p role="alert">{problemWords(problem)}</p>}
      <div class="form-foot">
        <Button kind="primary" type="submit" disabled={busy || old}>
          {text.download}
        </Button>
      </div>
    </form>
  )
}

function fileName({ platform, kind, meta }: OfflineAnswer): string {
  return `${siteDomain.peek()}-${platform}-${kind}-${meta.from}-${meta.to}.csv`
}
