import { ListFilter } from 'lucide-preact'
import { Popover } from '../../parts/popover.tsx'
import { typedAhead } from '../../parts/typed-ahead.ts'
import { words } from '../../texts/texts.ts'
import { lazy } from '../answers/lazy.tsx'

const FilterPanel = lazy<{ close: () => void }>(
  async () => (await import('./filter-panel.tsx')).FilterPanel,
  <div class="filter-panel" />,
)

/** The way to filter, also by `F`. */
export function AddFilter() {
  const text = words.value.filters
  return (
    <Popover
      label={text.find}
      finds
      trigger={{
        kind: 'ghost',
        size: 'small',
        icon: <ListFilter size={14} />,
        title: `${text.add} (F)`,
        'data-key': 'f',
        'data-command': 'filter',
        onClick: () => void typedAhead(),
        children: text.add,
      }}
    >
      {(close) => <FilterPanel close={close} />}
    </Popover>
  )
}
