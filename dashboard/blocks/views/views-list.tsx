import { Pencil, Pin, PinOff, Plus, X } from 'lucide-preact'
import { useState } from 'preact/hooks'
import {
  addressOf,
  changeView,
  isShown,
  mayPin,
  removeView,
  type SavedView,
  savedViews,
  saveView,
  viewHere,
} from '../../models/saved-views.ts'
import { mayChange } from '../../models/sites.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { undoable } from '../forms/undo.ts'
import { ViewForm } from './view-form.tsx'

interface ViewsListProps {
  /** Of the page in view: what a view of it is first called. */
  title: string
  close: () => void
}

/** The site's views, each to open; whoever may change the site pins, renames, removes and adds. */
export function ViewsList({ title, close }: ViewsListProps) {
  const text = words.value.views
  const [editing, setEditing] = useState<SavedView | 'new'>()
  const all = savedViews.data.value ?? []
  if (editing) return <ViewForm view={editing} title={title} onDone={close} />
  return (
    <div class="views">
      {all.length === 0 && (
        <p class="menu-label menu-words">{mayChange.value ? text.none : text.noneYet}</p>
      )}
      <ul>
        {all.map((view) => (
          <li key={view.id}>
            <ViewRow view={view} close={close} onEdit={() => setEditing(view)} />
          </li>
        ))}
      </ul>
      {mayChange.value && viewHere() && (
        <button
          type="button"
          class="menu-item views-add"
          data-first={all.length === 0 || undefined}
          onClick={() => setEditing('new')}
        >
          <Plus size={16} />
          <span class="menu-text">{text.save}</span>
        </button>
      )}
    </div>
  )
}

interface ViewRowProps {
  view: SavedView
  close: () => void
  onEdit: () => void
}

function ViewRow({ view, close, onEdit }: ViewRowProps) {
  const text = words.value.views
  const { name, pinned } = view
  return (
    <>
      <a
        class="menu-item"
        href={addressOf(view)}
        aria-current={isShown(view) ? 'page' : undefined}
        onClick={close}
      >
        <span class="menu-text" dir="auto">
          {name}
        </span>
      </a>
      {mayChange.value && (
        <>
          <Button
            kind="ghost"
            size="small"
            icon={pinned ? <PinOff size={14} /> : <Pin size={14} />}
            label={pinned ? text.unpin(name) : text.pin(name)}
            disabled={!pinned && !mayPin()}
            onClick={() => void turn(view)}
          />
          <Button
            kind="ghost"
            size="small"
            icon={<Pencil size={14} />}
            label={text.rename(name)}
            onClick={onEdit}
          />
          <Button
            kind="ghost"
            size="small"
            icon={<X size={14} />}
            label={text.remove(name)}
            onClick={() => void remove(view)}
          />
        </>
      )}
    </>
  )
}

async function turn(view: SavedView): Promise<void> {
  const text = words.value.views
  const { name, pinned } = view
  await undoable({
    said: pinned ? text.unpinned(name) : text.pinned(name),
    run: (domain) => changeView(domain, view, { pinned: !pinned }),
    undo: (domain) => changeView(domain, view, { pinned }),
    after: savedViews.ask,
  })
}

async function remove(view: SavedView): Promise<void> {
  const { id: _, ...input } = view
  await undoable({
    said: words.value.actions.removed(view.name),
    run: (domain) => removeView(domain, view),
    undo: (domain) => saveView(domain, input),
    after: savedViews.ask,
  })
}
