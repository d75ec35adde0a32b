import type { ComponentChildren } from 'preact'
import { Dialog } from '../../parts/dialog.tsx'
import { words } from '../../texts/texts.ts'

interface FormDialogProps {
  title: string
  onClose: () => void
  children: ComponentChildren
}

/** A dialog in which something is typed: Escape, its cross and a press beside it ask before that is lost. */
export function FormDialog(props: FormDialogProps) {
  const { actions } = words.value
  const { keepEditing, discard, unsavedAsk } = actions
  return (
    <Dialog
      {...props}
      closeLabel={actions.close}
      unsaved={{ question: unsavedAsk, keep: keepEditing, discard }}
    />
  )
}
