import { useState } from 'preact/hooks'
import { Answered } from '../../blocks/answers/answered.tsx'
import { SaveBar } from '../../blocks/forms/save-bar.tsx'
import { attempt } from '../../blocks/forms/undo.ts'
import { useSave } from '../../blocks/forms/use-save.ts'
import { useDraft } from '../../models/drafts.ts'
import {
  askMoves,
  draftOf,
  type HealthDraft,
  type Moves,
  settingsOf,
} from '../../models/health-settings.ts'
import { forgetAnswers } from '../../models/resource.ts'
import { changeSheet, type HealthSettings, sheetQuestion } from '../../models/site-rules.ts'
import { siteHere } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { Button } from '../../parts/button.tsx'
import { Check, TextArea, TextField } from '../../parts/field.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { healthSettingsWords } from '../../texts/health-settings.ts'
import { Changeable } from './changeable.tsx'
import { HealthMoves } from './health-moves.tsx'

export function HealthSettingsForm() {
  const sheet = useResource(() => sheetQuestion('health'))
  return (
    <div class="form">
      <p>{healthSettingsWords.value.intro}</p>
      <Answered of={sheet} meanwhile={<SkeletonRows rows={6} />}>
        {(settings) => <HealthForm settings={settings} onTried={sheet.ask} />}
      </Answered>
    </div>
  )
}

const PARTS = ['frequency', 'recency', 'breadth', 'depth'] as const

interface HealthFormProps {
  settings: HealthSettings
  /** Saved or refused: asks again for what is stored by now. */
  onTried: () => void
}

/** The settings with every line as it is typed, until they are saved. */
function HealthForm({ settings, onTried }: HealthFormProps) {
  const text = healthSettingsWords.value
  const known = goals.data.value ?? []
  const drafted = useDraft('health', draftOf(settings, known))
  const { draft } = drafted
  const [moves, setMoves] = useState<Moves>()
  const saving = useSave({
    fields: [...PARTS.map((part) => `weights.${part}`), 'key_events', 'signals'],
  })
  const change = (part: Partial<HealthDraft>) => {
    drafted.change({ ...draft, ...part })
    // It was of other weights.
    setMoves(undefined)
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    const next = (stored: HealthSettings) => settingsOf(drafted.onto(draftOf(stored, known)))
    if (await saving.save(() => changeSheet(siteHere(), 'health', next))) {
      drafted.stored()
      forgetAnswers()
    }
    onTried()
  }
  const look = () => attempt(async () => setMoves(await askMoves(siteHere(), settingsOf(draft))))
  return (
    <form class="form" onSubmit={submit}>
      <Changeable>
        <Weights draft={draft} about={saving.about} onChange={change} />
        <Signs
          label={text.keys}
          hint={text.keysHint}
          usual={text.usualKeys}
          lines={draft.keys}
          problem={saving.aboutEach('key_events', draft.keys ?? [])}
          onLines={(keys) => change({ keys })}
        />
        <Signs
          label={text.signals}
          hint={text.signalsHint}
          usual={text.usualSignals}
          lines={draft.signals}
          problem={saving.aboutEach('signals', draft.signals ?? [])}
          onLines={(signals) => change({ signals })}
        />
        {moves && <HealthMoves moves={moves} />}
        <div class="form-foot">
          <Button onClick={look}>{text.preview}</Button>
        </div>
        <SaveBar saving={saving} drafted={drafted} />
      </Changeable>
    </form>
  )
}

interface WeightsProps {
  draft: HealthDraft
  about: (field: string) => string | undefined
  onChange: (part: Partial<HealthDraft>) => void
}

function Weights({ draft, about, onChange }: WeightsProps) {
  const text = healthSettingsWords.value
  return (
    <fieldset class="field">
      <legend>{text.weights}</legend>
      <div class="form-pair">
        {PARTS.map((part) => (
          <TextField
            key={part}
            label={accountWords.value.partNames[part]}
            inputmode="decimal"
            required
            value={draft.weights[part]}
            problem={
              about(`weights.${part}`) ?? (part === 'frequency' ? about('weights') : undefined)
            }
            onValue={(value) => onChange({ weights: { ...draft.weights, [part]: value } })}
          />
        ))}
      </div>
      <p class="field-hint">{text.weightsHint}</p>
    </fieldset>
  )
}

interface SignsProps {
  label: string
  hint: string
  usual: string
  lines: string[] | null
  problem: string | undefined
  onLines: (lines: string[] | null) => void
}

/** Events, pages and goals a line each, or those that most sites would name. */
function Signs({ label, hint, usual, lines, problem, onLines }: SignsProps) {
  return (
    <div class="form">
      <Check label={usual} value={lines === null} onValue={(on) => onLines(on ? null : [])} />
      {lines !== null && (
        <TextArea
          label={label}
          hint={hint}
          value={lines.join('\n')}
          problem={problem}
          onValue={(next) => onLines(next === '' ? [] : next.split('\n'))}
        />
      )}
    </div>
  )
}
