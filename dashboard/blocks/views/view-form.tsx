import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import {
  changeView,
  isShown,
  mayPin,
  type SavedView,
  savedViews,
  saveView,
  viewHere,
} from '../../models/saved-views.ts'
import { siteHere } from '../../models/sites.ts'
import { Check, TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { SaveBar } from '../forms/save-bar.tsx'
import { useSave } from '../forms/use-save.ts'

interface ViewFormProps {
  view: SavedView | 'new'
  title: string
  onDone: () => void
}

/** What a view is called, whether it is pinned, and whether it becomes what is on show now. */
export function ViewForm({ view, title, onDone }: ViewFormProps) {
  const text = words.value.views
  const before = view === 'new' ? undefined : view
  const [name, setName] = useState(before?.name ?? title)
  const [pinned, setPinned] = useState(before?.pinned ?? mayPin())
  const [isHere, setHere] = useState(before === undefined)
  const form = useRef<HTMLFormElement>(null)
  const saving = useSave({ fields: ['name'], unique: 'name' })
  // At once: letters that follow are for it.
  useLayoutEffect(() => form.current?.querySelector<HTMLInputElement>('input')?.select(), [])
  const here = viewHere()
  const submit = async (event: Event) => {
    event.preventDefault()
    const domain = siteHere()
    const changes = { name, pinned, ...(isHere ? here : {}) }
    await saving.save(async () => {
      if (before) await changeView(domain, before, changes)
      else await saveView(domain, { path: '', search: '', ...changes })
      savedViews.ask()
      onDone()
    })
  }
  return (
    <form class="popover-form filter-form" ref={form} onSubmit={submit}>
      <TextField
        label={text.name}
        value={name}
        required
        maxLength={120}
        pattern=".*\S.*"
        data-first
        problem={saving.about('name')}
        onValue={setName}
      />
      {(pinned || mayPin()) && <Check label={text.pinIt} value={pinned} onValue={setPinned} />}
      {before && here && !isShown(before) && (
        <Check label={text.asHere} value={isHere} onValue={setHere} />
      )}
      <SaveBar saving={saving} />
    </form>
  )
}
