import { Bookmark, Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { addThing, type Segment, segments } from '../../models/things.ts'
import { showFilters, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { toast } from '../../parts/toast.tsx'
import { words } from '../../texts/texts.ts'

/** Saved filters, and the way to save the ones in force. */
export function SegmentMenu() {
  const text = words.value.filters
  return (
    <Popover
      label={text.segments}
      trigger={{
        kind: 'ghost',
        size: 'small',
        icon: <Bookmark size={14} />,
        children: text.segments,
      }}
    >
      {(close) => <Segments close={close} />}
    </Popover>
  )
}

function Segments({ close }: { close: () => void }) {
  const text = words.value.filters
  const [naming, setNaming] = useState(false)
  const saved = segments.data.value ?? []
  if (naming) return <SaveSegment close={close} />
  return (
    <Menu label={text.segments}>
      {saved.length === 0 && <p class="menu-label menu-words">{text.noSegments}</p>}
      {saved.map((segment) => (
        <MenuItem
          key={segment.id}
          onClick={() => {
            close()
            showFilters([['segment', segment.id]])
          }}
        >
          {segment.name}
        </MenuItem>
      ))}
      {view.value.filters.length > 0 && (
        <>
          <hr class="menu-line" />
          <MenuItem icon={<Plus size={16} />} onClick={() => setNaming(true)}>
            {text.save}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}

function SaveSegment({ close }: { close: () => void }) {
  const { filters: text, actions } = words.value
  const [name, setName] = useState('')
  const save = async (event: Event) => {
    event.preventDefault()
    const stored = await addThing<Segment>('segments', { name, filters: view.peek().filters })
    segments.ask()
    close()
    showFilters([['segment', stored.id]])
    toast(actions.saved)
  }
  return (
    <form class="popover-form filter-form" onSubmit={save}>
      <TextField label={text.segmentName} value={name} required data-first onValue={setName} />
      <Button kind="primary" type="submit">
        {actions.save}
      </Button>
    </form>
  )
}
