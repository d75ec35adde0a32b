import { ListFilter } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Filter } from '../../../collector/config/filter.ts'
import type { Dimension } from '../../../collector/reports/vocabulary.ts'
import { FILTERABLE, isCondition, without } from '../../models/filters.ts'
import { segments } from '../../models/things.ts'
import { addCondition, showFilters, view } from '../../models/view.ts'
import { dimensionName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { language, words } from '../../texts/texts.ts'
import { FilterForm } from './filter-form.tsx'
import { filterWords } from './filter-text.ts'
import { SegmentMenu } from './segment-menu.tsx'

type Group = keyof typeof FILTERABLE
const GROUPS = Object.keys(FILTERABLE) as Group[]

/** The filters in force, each a chip, and the way to add one. */
export function FilterBar() {
  const text = words.value.filters
  const { filters } = view.value
  return (
    <fieldset class="page-filters">
      <legend class="unseen">{text.label}</legend>
      {filters.map((filter, i) => (
        <FilterChip key={JSON.stringify(filter)} filter={filter} index={i} />
      ))}
      <AddFilter />
      <SegmentMenu />
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
  const [editing, setEditing] = useState(false)
  const { subject, verb, object } = filterWords(filter, {
    texts: words.value,
    language: language.value,
    segments: segments.data.value ?? [],
  })
  const sentence = [subject, verb, object].filter(Boolean).join(' ')
  return (
    <>
      <Chip
        editLabel={text.edit(sentence)}
        removeLabel={text.remove(sentence)}
        onEdit={() => setEditing(isCondition(filter))}
        onRemove={() => showFilters(without(view.peek().filters, index))}
      >
        {subject} {verb} <b>{object}</b>
      </Chip>
      {editing && isCondition(filter) && (
        <Dialog
          title={subject}
          closeLabel={words.value.actions.close}
          onClose={() => setEditing(false)}
        >
          <FilterForm
            dimension={filter[1]}
            start={filter}
            onApply={(condition) => {
              setEditing(false)
              showFilters(view.peek().filters.with(index, condition))
            }}
          />
        </Dialog>
      )}
    </>
  )
}

function AddFilter() {
  const text = words.value.filters
  return (
    <Popover
      label={text.dimension}
      trigger={{
        kind: 'ghost',
        size: 'small',
        icon: <ListFilter size={14} />,
        children: text.add,
      }}
    >
      {(close) => <NewFilter close={close} />}
    </Popover>
  )
}

function NewFilter({ close }: { close: () => void }) {
  const text = words.value.filters
  const [dimension, setDimension] = useState<Dimension>()
  if (dimension) {
    return (
      <div class="popover-form">
        <b>{dimensionName(dimension, words.value)}</b>
        <FilterForm
          dimension={dimension}
          onApply={(condition) => {
            close()
            addCondition(condition)
          }}
        />
      </div>
    )
  }
  return (
    <Menu label={text.dimension}>
      {GROUPS.map((group) => (
        <div key={group}>
          <p class="menu-label">{text.groups[group]}</p>
          {FILTERABLE[group].map((name) => (
            <MenuItem key={name} onClick={() => setDimension(name)}>
              {dimensionName(name, words.value)}
            </MenuItem>
          ))}
        </div>
      ))}
    </Menu>
  )
}
