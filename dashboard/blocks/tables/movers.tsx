import { computed } from '@preact/signals'
import { isCompared, otherVisits } from '../../models/other-visits.ts'
import { showOption, view } from '../../models/view.ts'
import { Segmented } from '../../parts/segmented.tsx'
import { words } from '../../texts/texts.ts'

const MOVERS = 'movers'

/** Whether rows stand by how far they have moved, which needs something to compare with. */
export const byChange = computed(() => view.value.options.rank === MOVERS && isCompared.value)

/** The greatest first, or what has moved most; nothing where nothing is compared. */
export function TopOrMovers() {
  const { overview: text, beside } = words.value
  if (!isCompared.value) return null
  return (
    <Segmented
      label={text.rank}
      value={byChange.value ? MOVERS : 'top'}
      choices={[
        { value: 'top', name: text.top },
        { value: MOVERS, name: otherVisits.value ? beside.greatest : text.movers },
      ]}
      onValue={(value) => showOption('rank', value === MOVERS ? MOVERS : undefined)}
    />
  )
}
