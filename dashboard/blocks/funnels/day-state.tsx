import { day } from '../../dates.ts'
import { brief } from '../../format.ts'
import { type LastDay, lastDayOf } from '../../models/funnel-days.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** Whether a funnel's last day that is over is like the others, in a word. */
export function DayStateWord({ answer }: { answer: ReportAnswer<'funnel'> }) {
  const text = words.value.savedFunnels
  const last = lastDayOf(answer)
  const state = last?.state ?? 'unknown'
  const title = last ? titleOf(last) : text.unknownHint
  return (
    <span class="day-state" data-state={state} title={title}>
      {text.states[state]}
      <span class="unseen"> ({title})</span>
    </span>
  )
}

function titleOf({ date, rate, usual }: LastDay): string {
  const { savedFunnels: text, funnels } = words.value
  const told = (value: number) => brief('rate', value, locale.value)
  const said = text.lastDay(day(date, locale.value.language), told(rate))
  const rest = usual ? funnels.usual(told(usual[0]), told(usual[1])) : text.unknownHint
  return `${said} ${rest}`
}
