import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'

interface ChipProps {
  children: ComponentChildren
  editLabel: string
  removeLabel: string
  onEdit: () => void
  onRemove: () => void
}

export function Chip({ children, editLabel, removeLabel, onEdit, onRemove }: ChipProps) {
  return (
    <span class="chip">
      <button type="button" title={editLabel} onClick={onEdit}>
        {children}
      </button>
      <button type="button" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
        <X size={14} />
      </button>
    </span>
  )
}
