import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Popover } from './popover.tsx'

interface ChipProps {
  children: ComponentChildren
  /** What a press on the words does. */
  editLabel: string
  removeLabel: string
  onRemove: () => void
  /** What opens at the chip, and what it is called; without one, `onEdit` is called. */
  editor?: { title: string; form: (close: () => void) => ComponentChildren }
  onEdit?: () => void
}

/** What is in force, in words: pressed they change it, and the cross takes it away. */
export function Chip({ children, editLabel, removeLabel, onRemove, editor, onEdit }: ChipProps) {
  return (
    <div class="chip">
      {editor ? (
        <Popover
          label={editor.title}
          padded
          trigger={{ class: 'chip-words', title: editLabel, children }}
        >
          {editor.form}
        </Popover>
      ) : (
        <button type="button" class="chip-words" title={editLabel} onClick={onEdit}>
          {children}
        </button>
      )}
      <button
        type="button"
        class="chip-remove"
        aria-label={removeLabel}
        title={removeLabel}
        onClick={onRemove}
      >
        <X size={14} />
      </button>
    </div>
  )
}
