import { ArrowUp, Plus, X } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { TYPED_MS } from '../../blocks/forms/typed-option.tsx'
import {
  draftOf,
  funnelInView,
  ORDERS,
  redrafted,
  type StepDraft,
  stepOf,
  UNITS,
  WINDOWS,
} from '../../models/funnel.ts'
import { showOption } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { SelectField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { definitionSentence, windowName } from './definition-sentence.ts'
import { useSeenNames } from './seen-names.ts'
import { StepField } from './step-field.tsx'

const MOST_STEPS = 12
/** Where there is no funnel to begin with. */
const UNNAMED: readonly StepDraft[] = [
  { kind: 'page', name: '*' },
  { kind: 'page', name: '' },
]

/** The steps as one sentence of fields; what is typed is counted as soon as one pauses. */
export function StepEditor() {
  const text = words.value.funnels
  const steps = funnelInView.value?.steps
  const seen = useSeenNames()
  // As they come out of the fields, whatever the order of what they were saved with.
  const written = JSON.stringify(steps?.map(draftOf).map(stepOf) ?? [])
  const read = () => steps?.map(draftOf) ?? UNNAMED
  const [drafts, setDrafts] = useState<readonly StepDraft[]>(read)
  useEffect(() => setDrafts(read), [written])
  useEffect(() => {
    const whole = drafts.every(({ name }) => name.trim() !== '')
    const next = JSON.stringify(drafts.map(stepOf))
    if (!whole || drafts.length < 2 || next === written) return
    const timer = setTimeout(() => showOption('steps', next), TYPED_MS)
    return () => clearTimeout(timer)
  }, [drafts, written])
  const change = (i: number, next: Partial<StepDraft>) =>
    setDrafts(drafts.map((draft, at) => (at === i ? redrafted(draft, next) : draft)))
  return (
    <div class="step-editor">
      {drafts.map((draft, i) => (
        <StepFields
          key={i}
          draft={draft}
          place={i}
          before={drafts.slice(0, i)}
          seen={seen[draft.kind]}
          few={drafts.length <= 2}
          onDraft={(next) => change(i, next)}
          onRemove={() => setDrafts(drafts.toSpliced(i, 1))}
          onUp={() => setDrafts(swapped(drafts, i))}
        />
      ))}
      <div class="step-tools">
        <Button
          size="small"
          kind="ghost"
          disabled={drafts.length >= MOST_STEPS}
          icon={<Plus size={14} aria-hidden="true" />}
          onClick={() => setDrafts([...drafts, { kind: 'page', name: '' }])}
        >
          {text.add}
        </Button>
        <Options />
      </div>
      {steps && <p class="drill-note">{definitionSentence(steps)}</p>}
    </div>
  )
}

function swapped(drafts: readonly StepDraft[], i: number): StepDraft[] {
  const [before, own] = [drafts[i - 1], drafts[i]]
  return before && own ? drafts.toSpliced(i - 1, 2, own, before) : [...drafts]
}

interface StepFieldsProps {
  draft: StepDraft
  place: number
  before: readonly StepDraft[]
  /** Names that its kind has on the site. */
  seen: readonly string[]
  few: boolean
  onDraft: (next: Partial<StepDraft>) => void
  onRemove: () => void
  onUp: () => void
}

const KINDS = ['page', 'event', 'goal'] as const

function StepFields(props: StepFieldsProps) {
  const { draft, place, few, onDraft, onRemove, onUp } = props
  const text = words.value.funnels
  const n = place + 1
  return (
    <fieldset class="step-fields">
      <legend>{text.step(n)}</legend>
      <SelectField
        label={text.kind}
        value={draft.kind}
        choices={KINDS.map((value) => ({ value, name: text.kinds[value] }))}
        onValue={(kind) => onDraft({ kind, name: kind === 'page' ? '*' : '' })}
      />
      <StepField {...props} />
      <Button
        kind="ghost"
        label={text.moveUp(n)}
        disabled={place === 0}
        icon={<ArrowUp size={16} />}
        onClick={onUp}
      />
      <Button
        kind="ghost"
        label={text.removeStep(n)}
        disabled={few}
        icon={<X size={16} />}
        onClick={onRemove}
      />
    </fieldset>
  )
}

function Options() {
  const text = words.value.funnels
  const funnel = funnelInView.value
  if (!funnel) return null
  return (
    <>
      <SelectField
        label={text.window}
        value={funnel.window}
        choices={windowsFor(funnel.window).map((value) => ({ value, name: windowName(value) }))}
        onValue={(value) => showOption('window', value)}
      />
      <SelectField
        label={text.order}
        value={funnel.order}
        choices={ORDERS.map((value) => ({ value, name: text.orders[value] }))}
        onValue={(value) => showOption('order', value)}
      />
      <SelectField
        label={text.by}
        value={funnel.by}
        choices={UNITS.map((value) => ({ value, name: text.units[value] }))}
        onValue={(value) => showOption('by', value)}
      />
    </>
  )
}

/** A program may have saved another. */
function windowsFor(chosen: string): readonly string[] {
  return WINDOWS.some((window) => window === chosen) ? WINDOWS : [chosen, ...WINDOWS]
}
