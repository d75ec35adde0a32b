import type { ComponentChildren } from 'preact'
import type { Filter } from '../../../collector/settings/filter.ts'
import { expanded, isCondition, isDeed, without } from '../../models/filters.ts'
import { segments } from '../../models/things.ts'
import { trailOf } from '../../models/trail.ts'
import { showFilters, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { words } from '../../texts/texts.ts'
import { AddFilter } from './add-filter.tsx'
import { DeedForm } from './deed-form.tsx'
import { FilterForm } from './filter-form.tsx'
import { filterWords } from './filter-text.ts'
import { SegmentMenu } from './segment-menu.tsx'
import { sentenceOf, surroundings } from './sentence.ts'
import { TrailBar } from './trail.tsx'

/** The filters in force, each a chip, and the way to add one; before them what else the page is about. */
export function FilterBar({ children }: { children?: ComponentChildren }) {
  const text = words.value.filters
  const { filters, options } = view.value
  const trail = trailOf(filters)
  // What is chosen is said in words, on a phone as well.
  const isNamed = filters.length > 0 || (children !== false && options.goal !== undefined)
  const onTrail = new Set(trail?.steps.map(({ at }) => at))
  return (
    <fieldset class="page-filters" data-filtered={isNamed || undefined}>
      <legend class="unseen">{text.label}</legend>
      <AddFilter />
      {!guest && <SegmentMenu />}
      {children}
      {trail && <TrailBar trail={trail} />}
      {filters.map(
        (filter, i) =>
          !onTrail.has(i) && <FilterChip key={JSON.stringify(filter)} filter={filter} index={i} />,
      )}
      {filters.length > 0 && (
        <Button kind="ghost" size="small" onClick={() => showFilters([])}>
          {text.clear}
        </Button>
      )}
    </fieldset>
  )
}

function FilterChip({ filter, index }: { filter: Filter; index: number }) {
  const text = words.value.filters
  const { subject, verb, object } = filterWords(filter, surroundings())
  const sentence = sentenceOf(filter)
  const segment = filter[0] === 'segment'
  const editable = isCondition(filter) || isDeed(filter)
  const apply = (next: Filter) => showFilters(view.peek().filters.with(index, next))
  return (
    <Chip
      editLabel={segment ? text.open(object) : editable ? text.edit(sentence) : sentence}
      removeLabel={text.remove(sentence)}
      onRemove={() => showFilters(without(view.peek().filters, index))}
      {...(segment && { onEdit: () => takeApart(index) })}
      {...(editable && {
        editor: {
          title: subject || text.deed,
          form: (close) => (
            <Editor
              filter={filter}
              onApply={(next) => {
                close()
                apply(next)
              }}
            />
          ),
        },
      })}
    >
      {subject} {verb} <b dir="auto">{object}</b>
    </Chip>
  )
}

function Editor({ filter, onApply }: { filter: Filter; onApply: (filter: Filter) => void }) {
  if (isCondition(filter)) {
    return <FilterForm dimension={filter[1]} start={filter} onApply={onApply} />
  }
  return isDeed(filter) ? <DeedForm start={filter} onApply={onApply} /> : null
}

/** A segment's own filters in its place, so that each can be changed. */
function takeApart(index: number): void {
  const { filters } = view.peek()
  const known = segments.data.peek() ?? []
  showFilters(filters.flatMap((filter, i) => (i === index ? expanded([filter], known) : [filter])))
}
