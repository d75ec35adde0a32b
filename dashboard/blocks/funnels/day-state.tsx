import { day } from '../../dates.ts'
import { brief } from '../../format.ts'
import { type LastDay, lastDayOf } from '../../models/funnel-days.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** Whether a funnel's last day that is over is like the others, in a word; nothing where no day is over. */
export function DayStateWord({ answer }: { answer: ReportAnswer<'funnel'> }) {
  const last = lastDayOf(answer)
  if (!last) return null
  return (
    <span class="day-state" data-state={last.state} title={titleOf(last)}>
      {words.value.savedFunnels.states[last.state]}
      <span class="unseen"> ({titleOf(last)})</span>
    </span>
  )
}

function titleOf({ date, rate, usual }: LastDay): string {
  const { savedFunnels: text, funnels } = words.value
  const told = (value: number) => brief('rate', value, locale.value)
  const said = text.lastDay(day(date, locale.value.language), told(rate))
  const rest = usual ? funnels.usual(told(usual[0]), told(usual[1])) : text.unknownHint
  return `${said}. ${rest}`
}
