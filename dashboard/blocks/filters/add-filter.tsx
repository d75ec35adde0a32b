import { ListFilter } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Dimension } from '../../../collector/vocabulary.ts'
import {
  type Condition,
  type Deed,
  FILTER_GROUPS,
  type FilterGroup,
  filterable,
} from '../../models/filters.ts'
import { addCondition } from '../../models/view.ts'
import { dimensionName } from '../../names.ts'
import { guest } from '../../opened-as.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'
import { DeedForm } from './deed-form.tsx'
import { FilterForm } from './filter-form.tsx'

/** What the filter is to be about: a dimension, what people did, or a property yet to be named. */
type About = Dimension | 'deed' | 'property'

export function AddFilter() {
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
  const [about, setAbout] = useState<About>()
  const apply = (condition: Condition | Deed) => {
    close()
    addCondition(condition)
  }
  if (about === undefined) return <Choices onChoose={setAbout} />
  if (about === 'property') return <PropertyName onName={(name) => setAbout(`prop:${name}`)} />
  const title = about === 'deed' ? text.deed : dimensionName(about, words.value)
  return (
    <div class="popover-form">
      <b>{title}</b>
      {about === 'deed' ? (
        <DeedForm onApply={apply} />
      ) : (
        <FilterForm dimension={about} onApply={apply} />
      )}
    </div>
  )
}

/** A shared link shows how many, not who: it knows no accounts. */
function offered(group: FilterGroup): readonly Dimension[] {
  const all = filterable(group)
  return guest ? all.filter((name) => name !== 'account') : all
}

function Choices({ onChoose }: { onChoose: (about: About) => void }) {
  const text = words.value.filters
  return (
    <Menu label={text.dimension}>
      {FILTER_GROUPS.map((group) => (
        <div key={group}>
          <p class="menu-label">{text.groups[group]}</p>
          {offered(group).map((name) => (
            <MenuItem key={name} onClick={() => onChoose(name)}>
              {dimensionName(name, words.value)}
            </MenuItem>
          ))}
        </div>
      ))}
      <MenuItem onClick={() => onChoose('deed')}>{text.deed}</MenuItem>
      <MenuItem onClick={() => onChoose('property')}>{text.property}</MenuItem>
    </Menu>
  )
}

function PropertyName({ onName }: { onName: (name: string) => void }) {
  const text = words.value.filters
  const [name, setName] = useState('')
  return (
    <form
      class="popover-form filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        onName(name.trim())
      }}
    >
      <TextField
        label={text.propertyName}
        value={name}
        required
        pattern=".*\S.*"
        data-first
        onValue={setName}
      />
      <Button kind="primary" type="submit">
        {text.next}
      </Button>
    </form>
  )
}
