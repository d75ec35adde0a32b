import { ChevronLeft, ChevronRight } from 'lucide-preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { bucketTitle, weekday } from '../../dates.ts'
import { dayByKey, earliest, monthsAway, rangeBetween, weeksOf } from '../../models/calendar.ts'
import { type Range, type WeekStart, weekdayOf } from '../../models/period.ts'
import { Button } from '../../parts/button.tsx'
import { isPlain } from '../../parts/plain-key.ts'

interface CalendarProps {
  label: string
  earlier: string
  later: string
  range: Range
  /** What the range is held against. */
  beside?: Range | undefined
  /** The last day that can be chosen. */
  today: string
  weekStart: WeekStart
  language: string
  onRange: (range: Range) => void
}

/** A month; the first day that is chosen begins a range, the second ends it. */
export function Calendar(props: CalendarProps) {
  const { label, range, today, weekStart, language, onRange } = props
  const [at, setAt] = useState(earliest(range.to, today))
  const [first, setFirst] = useState<string>()
  const [pointed, setPointed] = useState<string>()
  const grid = useRef<HTMLTableElement>(null)
  const byKey = useRef(false)
  // At once: the next key may follow at any time.
  useLayoutEffect(() => {
    // The day may be of another month, which has only now been drawn.
    if (byKey.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    byKey.current = false
  }, [at])
  const marked = first === undefined ? range : rangeBetween(first, pointed ?? at)
  const choose = (day: string) => {
    setAt(day)
    if (first === undefined) setFirst(day)
    else onRange(rangeBetween(first, day))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = isPlain(event) ? dayByKey(event.key, at, weekStart) : undefined
    if (next === undefined) return
    event.preventDefault()
    byKey.current = true
    setPointed(undefined)
    setAt(earliest(next, today))
  }
  const month = bucketTitle(at.slice(0, 7), 'month', language)
  const turn = (months: number) => setAt((day) => earliest(monthsAway(day, months), today))
  const weeks = weeksOf(at, weekStart)
  return (
    <div class="calendar">
      <CalendarHead month={month} at={at} calendar={props} onTurn={turn} />
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of days, as ARIA's date pickers have it. */}
      <table role="grid" aria-label={`${label}: ${month}`} ref={grid} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day} scope="col">
                {weekday(weekdayOf(day), language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onMouseLeave={() => setPointed(undefined)}>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <Day
                  key={day}
                  day={day}
                  at={at}
                  marked={marked}
                  calendar={props}
                  onPoint={setPointed}
                  onChoose={choose}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CalendarHeadProps {
  month: string
  at: string
  calendar: CalendarProps
  onTurn: (months: number) => void
}

function CalendarHead({ month, at, calendar, onTurn }: CalendarHeadProps) {
  const { earlier, later, today } = calendar
  return (
    <div class="calendar-head">
      <Button
        kind="ghost"
        size="small"
        icon={<ChevronLeft size={14} />}
        label={earlier}
        onClick={() => onTurn(-1)}
      />
      <b aria-live="polite">{month}</b>
      <Button
        kind="ghost"
        size="small"
        icon={<ChevronRight size={14} />}
        label={later}
        disabled={at.slice(0, 7) >= today.slice(0, 7)}
        onClick={() => onTurn(1)}
      />
    </div>
  )
}

interface DayProps {
  day: string
  at: string
  marked: Range
  calendar: CalendarProps
  onPoint: (day: string) => void
  onChoose: (day: string) => void
}

function Day({ day, at, marked, calendar, onPoint, onChoose }: DayProps) {
  const { today, language, beside } = calendar
  const isIn = ({ from, to }: Range) => from <= day && day <= to
  const isEdge = day === marked.from || day === marked.to
  return (
    <td
      data-edge={isEdge || undefined}
      data-beside={(beside && isIn(beside)) || undefined}
      data-other={day.slice(0, 7) !== at.slice(0, 7) || undefined}
    >
      <button
        type="button"
        aria-label={bucketTitle(day, 'day', language)}
        aria-current={day === today ? 'date' : undefined}
        aria-pressed={isIn(marked)}
        disabled={day > today}
        tabIndex={day === at ? 0 : -1}
        onMouseEnter={() => onPoint(day)}
        onClick={() => onChoose(day)}
      >
        {Number(day.slice(8))}
      </button>
    </td>
  )
}
