import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Popover } from './popover.tsx'

interface ChipProps {
  children: ComponentChildren
  /** What a press on the words does, if anything. */
  editLabel?: string
  removeLabel: string
  onRemove: () => void
  /** What opens at the chip, and what it is called; without one, `onEdit` is called. */
  editor?: { title: string; form: (close: () => void) => ComponentChildren }
  onEdit?: () => void
}

/** What is in force, in words: pressed they change it, and the cross takes it away. */
export function Chip({ removeLabel, onRemove, ...words }: ChipProps) {
  return (
    <div class="chip">
      <Words {...words} />
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

function Words({
  children,
  editLabel,
  editor,
  onEdit,
}: Omit<ChipProps, 'removeLabel' | 'onRemove'>) {
  if (editor) {
    const trigger = { class: 'chip-words', title: editLabel, children }
    return (
      <Popover label={editor.title} padded trigger={trigger}>
        {editor.form}
      </Popover>
    )
  }
  if (!onEdit) return <span class="chip-words">{children}</span>
  return (
    <button type="button" class="chip-words" title={editLabel} onClick={onEdit}>
      {children}
    </button>
  )
}
