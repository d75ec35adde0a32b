import { Ban, Plus } from 'lucide-preact'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { PlaceButtons } from '../../blocks/funnels/place-buttons.tsx'
import { go } from '../../models/address.ts'
import { draftsOf, exclusionsOf, withoutDraft } from '../../models/exclusions.ts'
import { funnelInView, ORDERS, UNITS, WINDOWS } from '../../models/funnel.ts'
import { redrafted, type StepDraft, stepOf } from '../../models/funnel-steps.ts'
import { changed, showOption, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { useKeptOnPause } from '../../parts/edited.ts'
import { words } from '../../texts/texts.ts'
import { definitionSentence, windowName } from './definition-sentence.ts'
import { Exclusions } from './exclusion-fields.tsx'
import { type Seen, useSeenNames } from './seen-names.ts'
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
  const funnel = funnelInView.value
  const seen = useSeenNames()
  const read: readonly StepDraft[] = funnel ? draftsOf(funnel) : UNNAMED
  const [drafts, setDrafts] = useKeptOnPause(read, JSON.stringify(writtenOf(read)), {
    madeOf: (next) => (isWhole(next) ? JSON.stringify(writtenOf(next)) : undefined),
    keep: show,
  })
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
          seen={seen}
          few={drafts.length <= 2}
          onDraft={(next) => change(i, next)}
          ordered={funnel?.order !== 'any' && i < drafts.length - 1}
          onRemove={() => setDrafts(withoutDraft(drafts, i))}
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
      {funnel && <p class="drill-note">{definitionSentence(funnel.steps)}</p>}
    </div>
  )
}

function isWhole(drafts: readonly StepDraft[]): boolean {
  return drafts.length >= 2 && drafts.every(({ name }) => name.trim() !== '')
}

/** What the address keeps of them, as it comes out of the fields, whatever the order of what it was saved with. */
function writtenOf(drafts: readonly StepDraft[]) {
  return { steps: drafts.map(stepOf), exclude: exclusionsOf(drafts) }
}

function show(drafts: readonly StepDraft[]): void {
  const { steps, exclude } = writtenOf(drafts)
  const { exclude: _, ...options } = view.peek().options
  const kept = exclude.length > 0 && { exclude: JSON.stringify(exclude) }
  go(changed({ options: { ...options, steps: JSON.stringify(steps), ...kept } }), { replace: true })
}

function swapped(drafts: readonly StepDraft[], i: number): StepDraft[] {
  const [before, own] = [drafts[i - 1], drafts[i]]
  return before && own ? drafts.toSpliced(i - 1, 2, own, before) : [...drafts]
}

interface StepFieldsProps {
  draft: StepDraft
  place: number
  before: readonly StepDraft[]
  /** Names that the site has, by kind. */
  seen: Seen
  few: boolean
  /** Something may be forbidden between it and the next. */
  ordered: boolean
  onDraft: (next: Partial<StepDraft>) => void
  onRemove: () => void
  onUp: () => void
}

const KINDS = ['page', 'event', 'goal'] as const

function StepFields(props: StepFieldsProps) {
  const { draft, place, seen, few, ordered, onDraft, onRemove, onUp } = props
  const { funnels: text, building } = words.value
  const n = place + 1
  const without = draft.without ?? []
  return (
    <>
      <fieldset class="step-fields">
        <legend>{text.step(n)}</legend>
        <SelectField
          label={text.kind}
          value={draft.kind}
          choices={KINDS.map((value) => ({ value, name: text.kinds[value] }))}
          onValue={(kind) => onDraft({ kind, name: kind === 'page' ? '*' : '' })}
        />
        <StepField {...props} seen={seen[draft.kind]} />
        <PlaceButtons
          upLabel={text.moveUp(n)}
          removeLabel={text.removeStep(n)}
          isFirst={place === 0}
          few={few}
          onUp={onUp}
          onRemove={onRemove}
        />
        {ordered && (
          <Button
            kind="ghost"
            label={building.exclude(n)}
            icon={<Ban size={16} />}
            onClick={() => onDraft({ without: [...without, { kind: 'event', name: '' }] })}
          />
        )}
      </fieldset>
      {ordered && (
        <Exclusions
          place={place}
          without={without}
          seen={seen}
          onWithout={(next) => onDraft({ without: next })}
        />
      )}
    </>
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
