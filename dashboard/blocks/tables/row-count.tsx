import { useRef } from 'preact/hooks'
import { full } from '../../format.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { locale, showOption } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { type Choice, MOST_ROWS } from './question.ts'

interface RowCountProps {
  answer: StatsAnswer
  choice: Choice
  shown: number
}

/** How many rows are on show of how many there are, where these are not all, and the way to the rest. */
export function RowCount({ answer, choice, shown }: RowCountProps) {
  const text = words.value
  const found = Math.max(shown, answer.row_count)
  const whole = useRef({ dimension: choice.dimension, count: found })
  // Without a search all rows are found: what is sought later is so many of these.
  if (choice.find === '' || whole.current.dimension !== choice.dimension) {
    whole.current = { dimension: choice.dimension, count: found }
  }
  const all = Math.max(found, whole.current.count)
  const cut = answer.rows.length >= choice.limit && choice.limit < MOST_ROWS
  if (shown >= all && !cut) return null
  const number = (count: number) => full('count', count, locale.value)
  return (
    <div class="list-tools">
      <span class="drill-note">
        {text.metricNotes.rows(number(shown), all > shown ? number(all) : '…')}
      </span>
      {cut && (
        <Button size="small" kind="ghost" onClick={() => showOption('rows', 'all')}>
          {text.acquisition.more}
        </Button>
      )}
    </div>
  )
}
