import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { range } from '../../dates.ts'
import { addDays, type Period, type PeriodName, type Range } from '../../models/period.ts'
import { locale, shownRange, showPeriod, stepPeriod, today, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'

/** With today, and of full days only: which the last item switches between. */
const WITH_TODAY: readonly PeriodName[] = ['last7', 'last28', 'last30', 'last90']
const FULL_DAYS: readonly PeriodName[] = ['7d', '28d', '30d', '90d']
const CALENDAR: readonly PeriodName[] = ['mtd', 'ytd', '12mo', 'all']
const KEYS: Partial<Record<PeriodName, string>> = { today: 'D', last7: 'W', last30: 'M' }

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
        {(close) => <Periods close={close} />}
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

function Periods({ close }: { close: () => void }) {
  const text = words.value.period
  const current = view.value.period
  const [full, setFull] = useState(FULL_DAYS.some((name) => name === current))
  const item = (name: PeriodName) => (
    <MenuItem
      key={name}
      chosen={name === current}
      note={KEYS[name] && <kbd class="kbd">{KEYS[name]}</kbd>}
      onClick={() => {
        close()
        showPeriod(name)
      }}
    >
      {text[name]}
    </MenuItem>
  )
  return (
    <>
      <Menu label={text.label}>
        {item('today')}
        {item('yesterday')}
        <hr class="menu-line" />
        {(full ? FULL_DAYS : WITH_TODAY).map(item)}
        <hr class="menu-line" />
        {CALENDAR.map(item)}
        <hr class="menu-line" />
        <MenuItem role="menuitemcheckbox" chosen={full} onClick={() => setFull(!full)}>
          {text.wholeDays}
        </MenuItem>
      </Menu>
      <hr class="menu-line" />
      <RangeForm
        start={shownRange.value ?? { from: addDays(today.value, -29), to: today.value }}
        onApply={(chosen) => {
          close()
          showPeriod(chosen)
        }}
      />
    </>
  )
}

interface RangeFormProps {
  start: Range
  onApply: (range: Range) => void
}

/** Two dates and a button. */
export function RangeForm({ start, onApply }: RangeFormProps) {
  const text = words.value.period
  const [from, setFrom] = useState(start.from)
  const [to, setTo] = useState(start.to)
  return (
    <form
      class="range-form"
      onSubmit={(event) => {
        event.preventDefault()
        onApply(from <= to ? { from, to } : { from: to, to: from })
      }}
    >
      <TextField
        type="date"
        label={text.from}
        value={from}
        max={today.value}
        required
        onValue={setFrom}
      />
      <TextField
        type="date"
        label={text.to}
        value={to}
        max={today.value}
        required
        onValue={setTo}
      />
      <Button type="submit">{text.apply}</Button>
    </form>
  )
}
