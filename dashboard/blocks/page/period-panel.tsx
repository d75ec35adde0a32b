import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { go } from '../../models/address.ts'
import { heldAgainst, isMatched } from '../../models/comparison.ts'
import { type PeriodName, wholeDays } from '../../models/period.ts'
import {
  changed,
  locale,
  matched,
  shownDays,
  shownRange,
  showPeriod,
  today,
  todayHere,
  view,
} from '../../models/view.ts'
import { Check } from '../../parts/field.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { words } from '../../texts/texts.ts'
import { Calendar } from './calendar.tsx'
import { RangeForm, thirtyDays } from './range-form.tsx'

/** Stretches that belong together, a line between them. */
const PRESETS: readonly (readonly PeriodName[])[] = [
  ['today', 'yesterday'],
  ['wtd', 'lastweek'],
  ['last7', 'last28', 'last30', 'last90'],
  ['mtd', 'lastmonth', 'qtd', 'lastquarter', 'ytd', '12mo', 'all'],
]
const KEYS: Partial<Record<PeriodName, string>> = {
  today: 'D',
  last7: 'W',
  last30: 'M',
  '12mo': 'Y',
  all: 'A',
}

/** What can be chosen by name, a month to choose days in, and how it is held against what was. */
export function PeriodPanel({ close }: { close: () => void }) {
  const text = words.value.period
  const { period, compare } = view.value
  const panel = useRef<HTMLDivElement>(null)
  const [full, setFull] = useState(wholeDays(period, true) === period)
  // It opened before it was loaded; whoever sees it may press a key at once.
  useLayoutEffect(() => {
    const items = panel.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []
    const chosen = [...items].find((item) => item.ariaChecked === 'true') ?? items[0]
    chosen?.focus()
  }, [])
  const show = (chosen: typeof period) => {
    close()
    showPeriod(chosen)
  }
  const leaveOutToday = (isLeftOut: boolean) => {
    setFull(isLeftOut)
    const other = wholeDays(period, isLeftOut)
    if (other && other !== period) showPeriod(other)
  }
  const shown = shownRange.value ?? thirtyDays(today.value)
  return (
    <div class="period-panel" ref={panel}>
      <Menu label={text.label}>
        {PRESETS.map((names) => (
          <div key={names[0]} class="period-group">
            {names.map((one) => {
              const name = wholeDays(one, full) ?? one
              const key = KEYS[name]
              return (
                <MenuItem
                  key={name}
                  chosen={name === period}
                  note={name !== period && key && <kbd class="kbd">{key}</kbd>}
                  onClick={() => show(name)}
                >
                  {text[name]}
                </MenuItem>
              )
            })}
          </div>
        ))}
      </Menu>
      <div class="period-days">
        <Calendar
          label={text.custom}
          earlier={text.monthBefore}
          later={text.monthAfter}
          range={shown}
          beside={heldAgainst(view.value, shown, { matched: matched.value, now: todayHere.value })}
          today={today.value}
          weekStart={todayHere.value.weekStart}
          language={locale.value.language}
          onRange={show}
        />
        <RangeForm start={shown} onApply={show} />
        <div class="period-switches">
          <Check label={text.wholeDays} value={full} onValue={leaveOutToday} />
          {isMatched(period, shownDays.value, compare) && (
            <Check
              label={words.value.compare.matched}
              value={matched.value}
              onValue={(on) => go(changed({ exact: !on }))}
            />
          )}
        </div>
      </div>
    </div>
  )
}
