import { FileUp } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface DropZoneProps {
  label: string
  hint?: ComponentChildren
  multiple?: boolean
  disabled?: boolean
  onFiles: (files: File[]) => void
}

/**
 * Takes files by mouse, keyboard or touch. Its field names no types of file: browsers tell them differently, and what is
 * greyed out could not be told why.
 */
export function DropZone({ label, hint, multiple, disabled, onFiles }: DropZoneProps) {
  const [over, setOver] = useState(false)
  useEffect(keepPage, [])
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])]
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1))
  }
  return (
    <label
      class="drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files)
      }}
    >
      <FileUp size={20} aria-hidden="true" />
      <b>{label}</b>
      {hint && <span>{hint}</span>}
      <input
        class="unseen"
        type="file"
        aria-label={label}
        multiple={multiple}
        disabled={disabled}
        onChange={({ currentTarget }) => {
          take(currentTarget.files)
          // The same file may be chosen again.
          currentTarget.value = ''
        }}
      />
    </label>
  )
}

/** A file that is dropped beside it must not take the page's place. */
function keepPage(): () => void {
  const keep = (event: DragEvent) => event.preventDefault()
  addEventListener('dragover', keep)
  addEventListener('drop', keep)
  return () => {
    removeEventListener('dragover', keep)
    removeEventListener('drop', keep)
  }
}
