import { Bookmark, Plus, RefreshCw } from 'lucide-preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { expanded } from '../../models/filters.ts'
import { isHere, mayChange, siteHere } from '../../models/sites.ts'
import { addThing, replaceThing, type Segment, segments } from '../../models/things.ts'
import { showFilters, view } from '../../models/view.ts'
import { TextField } from '../../parts/field.tsx'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'
import { SaveBar } from '../forms/save-bar.tsx'
import { undoable } from '../forms/undo.ts'
import { useSave } from '../forms/use-save.ts'

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
        'data-command': 'segments',
        children: text.segments,
      }}
    >
      {(close) => <Segments close={close} />}
    </Popover>
  )
}

/** Segments that could take the filters in force: the one they refine, else any. */
function updatable(saved: readonly Segment[]): readonly Segment[] {
  const { filters } = view.value
  const named = filters.flatMap((filter) => (filter[0] === 'segment' ? [filter[1]] : []))
  if (named.length === 0) return filters.length > 0 ? saved : []
  const refined = filters.length > 1 ? named : []
  return saved.filter(({ id }) => refined.includes(id))
}

async function update({ id, name, filters: before }: Segment): Promise<void> {
  const shown = view.peek().filters
  const filters = expanded(shown, segments.data.peek() ?? [])
  const domain = siteHere()
  const done = await undoable({
    said: words.value.filters.updated(name),
    run: () => replaceThing(domain, 'segments', id, { name, filters }),
    undo: () => replaceThing(domain, 'segments', id, { name, filters: before }),
    after: segments.ask,
  })
  if (done && isHere(domain)) showFilters([['segment', id]])
}

function Segments({ close }: { close: () => void }) {
  const text = words.value.filters
  const [naming, setNaming] = useState(false)
  const saved = segments.data.value ?? []
  if (naming) return <SaveSegment close={close} />
  return (
    <Menu label={text.segments}>
      {saved.length === 0 && (
        <p class="menu-label menu-words">
          {mayChange.value ? text.noSegments : text.noSegmentsYet}
        </p>
      )}
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
      {mayChange.value && view.value.filters.length > 0 && (
        <>
          <hr class="menu-line" />
          <MenuItem icon={<Plus size={16} />} onClick={() => setNaming(true)}>
            {text.save}
          </MenuItem>
          {updatable(saved).map((segment) => (
            <MenuItem
              key={segment.id}
              icon={<RefreshCw size={16} />}
              onClick={() => {
                close()
                void update(segment)
              }}
            >
              {text.update(segment.name)}
            </MenuItem>
          ))}
        </>
      )}
    </Menu>
  )
}

function SaveSegment({ close }: { close: () => void }) {
  const text = words.value.filters
  const [name, setName] = useState('')
  const form = useRef<HTMLFormElement>(null)
  // It stands where the menu had the focus; letters may follow at once.
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  const saving = useSave({ fields: ['name'], unique: 'name' })
  const submit = async (event: Event) => {
    event.preventDefault()
    const filters = expanded(view.peek().filters, segments.data.peek() ?? [])
    const domain = siteHere()
    await saving.save(async () => {
      const stored = await addThing(domain, 'segments', { name, filters })
      segments.ask()
      close()
      if (isHere(domain)) showFilters([['segment', stored.id]])
    })
  }
  return (
    <form class="popover-form filter-form" ref={form} onSubmit={submit}>
      <TextField
        label={text.segmentName}
        value={name}
        required
        data-first
        problem={saving.about('name')}
        onValue={setName}
      />
      <SaveBar saving={saving} />
    </form>
  )
}
