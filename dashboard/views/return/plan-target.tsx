import { SelectField } from '../../blocks/forms/select-field.tsx'
import { TypedOption } from '../../blocks/forms/typed-option.tsx'
import { brief } from '../../format.ts'
import { written } from '../../models/named-goals.ts'
import { addDays } from '../../models/period.ts'
import type { PlanAnswer, PlanDraft } from '../../models/plan.ts'
import { goals } from '../../models/things.ts'
import { locale, showOption, showOptions, today, view } from '../../models/view.ts'
import { plannerWords } from '../../texts/planner.ts'

interface PlanTargetProps {
  draft: PlanDraft
  answer: PlanAnswer | undefined
}

/** What, how many and until when; what money is planned, and who sells. */
export function PlanTarget({ draft, answer }: PlanTargetProps) {
  const text = plannerWords.value
  const { until } = view.value.options
  const isOver = until !== undefined && draft.days === undefined
  return (
    <div class="plan-target">
      <SelectField
        label={text.what}
        value={draft.of}
        choices={(['customers', 'revenue'] as const).map((value) => ({
          value,
          name: text.whats[value],
        }))}
        onValue={(value) => showOption('of', value === 'customers' ? undefined : value)}
      />
      <TypedOption
        option="many"
        label={text.many}
        placeholder={sameAgain(draft, answer)}
        type="number"
        min="1"
      />
      <TypedOption
        option="until"
        label={text.until}
        placeholder=""
        type="date"
        min={addDays(today.value, 1)}
        problem={isOver ? text.untilOver : undefined}
      />
      <GoalFields stages={draft.stages} />
      <TypedOption
        option="money"
        label={text.money}
        placeholder={answer ? text.moneyNow(sum(spentNow(answer))) : ''}
        type="number"
        min="0"
      />
      <TypedOption option="people" label={text.people} placeholder="–" type="number" min="1" />
      <TypedOption option="each" label={text.each} placeholder="–" type="number" min="1" />
    </div>
  )
}

function sum(value: number): string {
  return brief('money', value, locale.value)
}

function spentNow({ rows }: PlanAnswer): number {
  return rows.reduce((all, { spend_now }) => all + spend_now, 0)
}

/** The target that holds while none is typed. */
function sameAgain({ of, many }: PlanDraft, answer: PlanAnswer | undefined): string {
  if (!answer || many !== undefined) return ''
  const { units, revenue } = answer.target
  const told =
    of === 'revenue' ? sum(revenue ?? units) : brief('count', Math.round(units), locale.value)
  return plannerWords.value.manyAgain(told)
}

/** The goal that the target is in, and those on the way to it. */
function GoalFields({ stages }: { stages: readonly string[] }) {
  const text = plannerWords.value
  const names = (goals.data.value ?? []).map(({ name }) => name)
  const last = stages.at(-1) ?? ''
  const show = (next: readonly string[]) => showOptions({ stages: written(next), gains: undefined })
  const toggled = (name: string) =>
    names.filter((one) => one !== last && (one === name) !== stages.includes(one))
  return (
    <>
      <SelectField
        label={text.goal}
        value={last}
        choices={names.map((name) => ({ value: name, name }))}
        onValue={(name) => show([...stages.slice(0, -1).filter((one) => one !== name), name])}
      />
      {names.length > 1 && (
        <fieldset class="plan-stages">
          <legend>{text.byWayOf}</legend>
          {names
            .filter((name) => name !== last)
            .map((name) => (
              <button
                key={name}
                type="button"
                class="button"
                data-kind="plain"
                data-size="small"
                aria-pressed={stages.includes(name)}
                onClick={() => show([...toggled(name), last])}
              >
                {name}
              </button>
            ))}
        </fieldset>
      )}
    </>
  )
}
