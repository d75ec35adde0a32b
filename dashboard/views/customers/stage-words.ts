import { brief, count, full } from '../../format.ts'
import { isYoung, narrowest, type StagesAnswer } from '../../models/stages.ts'
import { locale, today } from '../../models/view.ts'
import { stageWords } from '../../texts/stages.ts'

type Answer = Pick<StagesAnswer, 'stages' | 'cycle_days'> & { meta: { to: string } }

/** Of fewer the rate says little. */
const FEW = 30

/** What the stages come to, in sentences: how many went all the way, where fewest go on, and who may still come. */
export function sentencesOf({ stages, cycle_days, meta }: Answer): string[] {
  const text = stageWords.value
  const [first, last] = [stages[0], stages.at(-1)]
  if (!(first && last)) return []
  const entered = told(first.people)
  const all = rate(last.people / first.people)
  return [
    text.sentence(entered, told(last.people), all, { first: first.goal, last: last.goal }),
    ...(first.people < FEW ? [text.few(entered)] : narrowestOf(stages)),
    ...(cycle_days !== null && isYoung(cycle_days, meta.to, today.value)
      ? [text.young(lasting(cycle_days))]
      : []),
  ]
}

function narrowestOf(stages: StagesAnswer['stages']): string[] {
  const place = narrowest(stages)
  if (place === undefined) return []
  const [from, to] = [stages[place - 1], stages[place]]
  if (!(from && to)) return []
  return [stageWords.value.narrowest(from.goal, to.goal, rate(to.from_previous))]
}

function told(value: number) {
  return count(value, locale.value)
}

export function rate(value: number | null): string {
  return brief('rate', value, locale.value)
}

/** `4 days`, `2.5 days`; what is over within the day by the clock; nothing of what nobody did. */
export function lasting(days: number | null): string {
  if (days === null) return '–'
  if (days < 1) return full('seconds', days * 86_400, locale.value)
  const rounded = days < 10 ? Math.round(days * 10) / 10 : Math.round(days)
  return stageWords.value.days(told(rounded))
}
