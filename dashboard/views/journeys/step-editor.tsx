import { ArrowUp, Plus, X } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { TYPED_MS } from '../../blocks/forms/typed-option.tsx'
import {
  draftOf,
  funnelInView,
  ORDERS,
  type StepDraft,
  stepOf,
  UNITS,
  WINDOWS,
} from '../../models/funnel.ts'
import { showOption } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { words } from '../../texts/texts.ts'
import { useSeenNames } from './names.ts'

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
  const written = JSON.stringify(steps ?? [])
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
    setDrafts(drafts.map((draft, at) => (at === i ? { ...draft, ...next } : draft)))
  return (
    <div class="step-editor">
      {drafts.map((draft, i) => (
        <StepFields
          key={i}
          draft={draft}
          place={i}
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
  few: boolean
  onDraft: (next: Partial<StepDraft>) => void
  onRemove: () => void
  onUp: () => void
}

const KINDS = ['page', 'event', 'goal'] as const

function StepFields({ draft, place, few, onDraft, onRemove, onUp }: StepFieldsProps) {
  const text = words.value.funnels
  const offered = useSeenNames()[draft.kind]
  const list = useOwnId()
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
      <TextField
        label={text.what(n)}
        value={draft.name}
        list={list}
        autocapitalize="none"
        spellcheck={false}
        onValue={(name) => onDraft({ name })}
      />
      <datalist id={list}>
        {offered.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
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
        choices={WINDOWS.map((value) => ({ value, name: text.windows[value] }))}
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
