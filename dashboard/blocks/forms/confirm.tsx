import type { ComponentChildren } from 'preact'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { words } from '../../texts/texts.ts'

interface ConfirmProps {
  title: string
  /** What it means, where it cannot be undone. */
  children: ComponentChildren
  label: string
  onConfirm: () => void
  onClose: () => void
}

/** Asks before what cannot be undone. */
export function Confirm({ title, children, label, onConfirm, onClose }: ConfirmProps) {
  const { actions } = words.value
  return (
    <Dialog title={title} closeLabel={actions.close} onClose={onClose}>
      <div class="form">
        <p>{children}</p>
        <div class="form-foot">
          <Button onClick={onClose}>{actions.cancel}</Button>
          <Button
            kind="danger"
            onClick={() => {
              onClose()
              onConfirm()
            }}
          >
            {label}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
