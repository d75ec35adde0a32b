import { anchorOf } from '../../models/funnel.ts'
import { aloneRequest, view } from '../../models/view.ts'

export const WITHIN = ['1', '3', '7', '14'] as const
/** Days that are looked at after the first ones, by where they begin. */
const STAGES = { '7': 13, '14': 27, '28': 55 } as const
const FROM = ['7', '14', '28'] as const

/** What the address asks of habits: days that are first, days in which people stayed, and by what. */
export function chosenHabits() {
  const { within, from, back } = view.value.options
  const first = WITHIN.find((one) => one === within) ?? '7'
  const stages = FROM.filter((one) => Number(one) >= Number(first))
  const stage = stages.find((one) => one === from) ?? stages[0] ?? '28'
  return {
    first: Number(first),
    day_from: Number(stage),
    day_to: STAGES[stage],
    back: back || undefined,
    /** As the fields have them. */
    chosen: { first, stage, stages },
  }
}

/** What the report is asked with. */
export function habitsRequest() {
  const { first, day_from, day_to, back } = chosenHabits()
  return {
    ...aloneRequest.value,
    retained: { ...(back !== undefined && anchorOf(back)), day_from, day_to },
    within_days: first,
  }
}
