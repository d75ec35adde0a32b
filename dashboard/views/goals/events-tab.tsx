import { Eye, EyeOff } from 'lucide-preact'
import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { Breakdown } from '../../blocks/tables/breakdown.tsx'
import type { Level } from '../../blocks/tables/question.ts'
import { ownEventsOnly, SHOW_AUTOMATIC, showsAutomatic } from '../../models/automatic.ts'
import { showOption } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { PropertiesCard } from './properties-card.tsx'

const LEVELS: readonly [Level, ...Level[]] = [{ dimension: 'event' }]
const METRICS: readonly Metric[] = ['events', 'people']
const metrics = (_: Dimension) => METRICS

/** What was sent, by name, and the values of one property. */
export function EventsTab() {
  const text = words.value.events
  return (
    <div class="stack">
      <Breakdown
        title={text.events}
        levels={LEVELS}
        metrics={metrics}
        narrowed={ownEventsOnly}
        tools={<Automatic />}
      />
      <PropertiesCard />
    </div>
  )
}

/** Shows what the script sends by itself, or leaves it out again. */
function Automatic() {
  const shown = showsAutomatic()
  return (
    <Button
      kind="ghost"
      size="small"
      aria-pressed={shown}
      icon={shown ? <Eye size={14} /> : <EyeOff size={14} />}
      onClick={() => showOption(SHOW_AUTOMATIC, shown ? undefined : 'shown')}
    >
      {words.value.events.automatic}
    </Button>
  )
}
