import { Target } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { SelectField } from '../../blocks/forms/select-field.tsx'
import { undoable } from '../../blocks/forms/undo.ts'
import { brief, count } from '../../format.ts'
import { PERS, usualPer } from '../../models/pace.ts'
import type { PlanAnswer, PlanDraft } from '../../models/plan.ts'
import { mayChange } from '../../models/sites.ts'
import { targetOf } from '../../models/target.ts'
import { type Goal, goals, replaceThing } from '../../models/things.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { plannerWords } from '../../texts/planner.ts'
import { targetWords } from '../../texts/targets.ts'
import { words } from '../../texts/texts.ts'

interface SaveTargetProps {
  answer: PlanAnswer | undefined
  draft: PlanDraft
}

/** Makes the plan's target the goal's own, which says from then on how far along it is. */
export function SaveTarget({ answer, draft }: SaveTargetProps) {
  const [open, setOpen] = useState(false)
  const goal = goals.data.value?.find(({ name }) => name === draft.stages.at(-1))
  if (!mayChange.value || !goal) return null
  const isNothing = answer === undefined || answer.target.units <= 0
  return (
    <>
      <Button
        kind="ghost"
        size="small"
        icon={<Target size={14} />}
        disabled={isNothing}
        onClick={() => setOpen(true)}
      >
        {targetWords.value.save}
      </Button>
      {open && answer && (
        <FormDialog title={targetWords.value.title(goal.name)} onClose={() => setOpen(false)}>
          <TargetForm goal={goal} answer={answer} draft={draft} onDone={() => setOpen(false)} />
        </FormDialog>
      )}
    </>
  )
}

interface TargetFormProps extends SaveTargetProps {
  answer: PlanAnswer
  goal: Goal
  onDone: () => void
}

function TargetForm({ goal, answer, draft, onDone }: TargetFormProps) {
  const text = targetWords.value
  const [per, setPer] = useState(usualPer(answer.target.days))
  const meant = targetOf(answer.target, draft.of, per)
  const [typed, setTyped] = useState<string>()
  const isMoney = meant.revenue !== undefined
  const amount = typed ?? String(meant.count ?? meant.revenue)
  const submit = async (event: Event) => {
    event.preventDefault()
    const target = isMoney ? { revenue: Number(amount), per } : { count: Number(amount), per }
    if (await save(goal, target)) onDone()
  }
  return (
    <form class="form" onSubmit={submit}>
      <p>{text.made(planned(answer, draft), count(answer.target.days, locale.value))}</p>
      <div class="form-pair">
        <TextField
          label={text.amounts[isMoney ? 'revenue' : 'count']}
          hint={!isMoney && draft.of === 'customers' ? text.everyConversion : undefined}
          type="number"
          min={isMoney ? '0.01' : '1'}
          step={isMoney ? 'any' : '1'}
          required
          value={amount}
          onValue={setTyped}
        />
        <SelectField
          label={text.per}
          value={per}
          choices={PERS.map((value) => ({ value, name: text.pers[value] }))}
          onValue={(value) => {
            setPer(value)
            setTyped(undefined)
          }}
        />
      </div>
      <Button type="submit" kind="primary">
        {words.value.actions.save}
      </Button>
    </form>
  )
}

/** What the plan is to reach, in its own words. */
function planned({ target }: PlanAnswer, { of }: PlanDraft): string {
  const text = plannerWords.value
  const units = count(Math.round(target.units), locale.value)
  if (of === 'customers') return text.customers(units)
  if (target.revenue === null) return text.conversions(units)
  return text.revenue(brief('money', target.revenue, locale.value))
}

function save({ id, ...goal }: Goal, target: NonNullable<Goal['target']>): Promise<boolean> {
  return undoable({
    said: targetWords.value.saved(goal.name),
    run: (domain) => replaceThing(domain, 'goals', id, { ...goal, target }),
    undo: (domain) => replaceThing(domain, 'goals', id, goal),
    after: goals.ask,
  })
}
