import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { Breakdown } from '../../blocks/tables/breakdown.tsx'
import type { Level } from '../../blocks/tables/question.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { words } from '../../texts/texts.ts'
import { PropertiesCard } from './properties-card.tsx'

const LEVELS: readonly [Level, ...Level[]] = [{ dimension: 'event' }]
const METRICS: readonly Metric[] = ['events', 'visitors']
const metrics = (_: Dimension) => METRICS

/** What was sent, by name, and the values of one property. */
export function EventsTab() {
  const text = words.value.events
  return (
    <div class="stack">
      <Breakdown title={text.events} levels={LEVELS} metrics={metrics} note={aloneNote} />
      <PropertiesCard />
    </div>
  )
}

/** Pages rarely send so many of one event for each of their visitors. */
const MANY = 20

/** Where events seem to come without anybody, why that is so. */
function aloneNote({ rows }: StatsAnswer): string | undefined {
  const without = rows.some((row) => {
    const sent = numberOf(row, 'events') ?? 0
    return sent > MANY * (numberOf(row, 'visitors') ?? 0)
  })
  return without ? words.value.events.alone : undefined
}
