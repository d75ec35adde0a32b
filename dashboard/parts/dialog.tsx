import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'
import { useOwnId } from './own-id.ts'

interface DialogProps {
  title: string
  closeLabel: string
  onClose: () => void
  children: ComponentChildren
}

/** A modal window, open for as long as it is drawn. */
export function Dialog({ title, closeLabel, onClose, children }: DialogProps) {
  const id = useOwnId()
  const element = useRef<HTMLDialogElement>(null)
  // At once: what is typed from now on is for it.
  useLayoutEffect(() => {
    element.current?.showModal()
    const shown = element.current
    const first = shown?.querySelector<HTMLElement>('[data-first]')
    const field = first ?? shown?.querySelector<HTMLElement>('div input, div select')
    field?.focus()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is on its backdrop.
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onClose={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <Button
          kind="ghost"
          size="small"
          icon={<X size={16} />}
          label={closeLabel}
          onClick={() => element.current?.close()}
        />
      </header>
      <div>{children}</div>
    </dialog>
  )
}
