import { X } from 'lucide-preact'
import type { Filter } from '../../../collector/settings/filter.ts'
import { without } from '../../models/filters.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { sentenceOf } from './sentence.ts'

interface FilterListProps<Some extends Filter> {
  filters: readonly Some[]
  onFilters: (filters: Some[]) => void
  /** Whether the last one can be removed, too. */
  mayEmpty: boolean
}

/** Filters in words, each to be removed. */
export function FilterList<Some extends Filter>(props: FilterListProps<Some>) {
  const { filters, onFilters, mayEmpty } = props
  return (
    <ul class="plain-list">
      {filters.map((filter, i) => (
        <li key={JSON.stringify(filter)}>
          <span>{sentenceOf(filter)}</span>
          <Button
            kind="ghost"
            size="small"
            icon={<X size={14} />}
            label={words.value.filters.remove(sentenceOf(filter))}
            disabled={!mayEmpty && filters.length === 1}
            onClick={() => onFilters(without(filters, i))}
          />
        </li>
      ))}
    </ul>
  )
}
