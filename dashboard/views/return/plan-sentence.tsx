import { day } from '../../dates.ts'
import { brief, count } from '../../format.ts'
import { ceilingsMet, lockedBeyond, type PlanAnswer, type PlanDraft } from '../../models/plan.ts'
import { linkTo, locale, today, view } from '../../models/view.ts'
import { Notice } from '../../parts/notice.tsx'
import { plannerWords } from '../../texts/planner.ts'

interface PlanSentenceProps {
  answer: PlanAnswer
  draft: PlanDraft
}

/** What the target takes, what the planned money brings, and what cannot be reached and why. */
export function PlanSentence({ answer, draft }: PlanSentenceProps) {
  const text = plannerWords.value
  const { capacity, expected } = answer
  const locked = lockedBeyond(answer)
  return (
    <>
      <p class="sentence">
        <b>{text.head(amountOf(answer.target.units, answer, draft), timeOf(answer, draft))}</b>
        {answer.missing > 0 ? outOfReach(answer, draft) : needs(answer, draft)}
      </p>
      {answer.missing > 0 && <Reasons answer={answer} />}
      {locked !== undefined && (
        <Notice tone="warn">{text.lockedBeyond(sum(locked), sum(expected.spend))}</Notice>
      )}
      {capacity && (
        <Notice tone={capacity.missing > 0 ? 'warn' : 'good'}>
          {capacity.missing > 0
            ? text.capacityMissing(units(capacity.units), units(capacity.missing))
            : text.capacity(units(capacity.units))}
        </Notice>
      )}
    </>
  )
}

function units(value: number): string {
  return brief('count', Math.round(value), locale.value)
}

function sum(value: number): string {
  return brief('money', value, locale.value)
}

/** Units as the target counts them. */
function amountOf(value: number, { target }: PlanAnswer, { of }: PlanDraft): string {
  const text = plannerWords.value
  const told = count(Math.round(value), locale.value)
  if (of === 'customers') return text.customers(told)
  const worth = target.average_value
  return worth === null ? text.conversions(told) : text.revenue(sum(value * worth))
}

function timeOf({ target }: PlanAnswer, { days }: PlanDraft): string {
  const text = plannerWords.value
  const until = view.value.options.until
  if (days === undefined || until === undefined) {
    return text.inDays(count(target.days, locale.value))
  }
  return text.by(day(until, locale.value.language, today.value.slice(0, 4)))
}

function needs(answer: PlanAnswer, draft: PlanDraft): string {
  const text = plannerWords.value
  const { visits, spend, spend_interval, expected } = answer
  const more = Math.round((visits.units ?? 0) - visits.now)
  const said = more > 0 ? text.moreVisits(count(more, locale.value)) : text.noMoreVisits
  const range = rangeOf(spend_interval)
  const [low, high] = expected.interval ?? []
  const told = (value: number) => amountOf(value, answer, draft)
  const will =
    low === undefined || high === undefined
      ? told(expected.units)
      : text.plannedRange(lowEnd(low, answer, draft), told(high))
  return text.needs(said, sum(spend)) + range + text.planned(sum(expected.spend), will)
}

/** The number alone: what it is stands behind the high end. */
function lowEnd(low: number, { target }: PlanAnswer, { of }: PlanDraft): string {
  const worth = of === 'customers' ? null : target.average_value
  return worth === null ? units(low) : sum(low * worth)
}

function rangeOf(interval: PlanAnswer['spend_interval']): string {
  const text = plannerWords.value
  if (!interval) return ''
  const [low, high] = interval
  if (high !== null && sum(low) === sum(high)) return ''
  return high === null ? text.atLeast(sum(low)) : text.between(sum(low), sum(high))
}

function outOfReach(answer: PlanAnswer, draft: PlanDraft): string {
  const { reached, missing } = answer
  const text = plannerWords.value
  return text.outOf(amountOf(reached, answer, draft), amountOf(missing, answer, draft))
}

function Reasons({ answer }: { answer: PlanAnswer }) {
  const text = plannerWords.value
  const kinds = ceilingsMet(answer)
  const canGrow = kinds.some((kind) => kind !== 'locked')
  return (
    <ul class="plan-reasons">
      {!canGrow && (
        <li>
          {text.reasons.nothing}{' '}
          <a class="link" href={linkTo('return/spend')}>
            {text.addSpend}
          </a>
        </li>
      )}
      {kinds.map((kind) => (
        <li key={kind}>{text.reasons[kind]}</li>
      ))}
    </ul>
  )
}
