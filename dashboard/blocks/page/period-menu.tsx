import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-preact'
import { range } from '../../dates.ts'
import type { Period } from '../../models/period.ts'
import { locale, shownRange, stepPeriod, today, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'
import { lazy } from '../answers/lazy.tsx'

const PeriodPanel = lazy<{ close: () => void }>(
  async () => (await import('./period-panel.tsx')).PeriodPanel,
  <div class="period-panel" />,
)

/** The period's name as it stands on its button. */
export function periodName(period: Period): string {
  return typeof period === 'string'
    ? words.value.period[period]
    : range(period, locale.value.language)
}

/** Which days are on show: a menu, and steps to the period before and after. */
export function PeriodMenu() {
  const text = words.value.period
  const shown = shownRange.value
  const latest = !shown || shown.to >= today.value
  return (
    <fieldset class="stepper">
      <legend class="unseen">{text.label}</legend>
      <Button
        icon={<ChevronLeft size={16} />}
        label={text.earlier}
        disabled={!shown}
        onClick={() => stepPeriod(-1)}
      />
      <Popover
        label={text.label}
        align="end"
        trigger={{
          icon: <CalendarDays size={14} />,
          title: shown && range(shown, locale.value.language),
          children: periodName(view.value.period),
        }}
      >
        {(close) => <PeriodPanel close={close} />}
      </Popover>
      <Button
        icon={<ChevronRight size={16} />}
        label={text.later}
        disabled={latest}
        onClick={() => stepPeriod(1)}
      />
    </fieldset>
  )
}
