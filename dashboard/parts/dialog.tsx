import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { useOwnId } from './own-id.ts'
import { useTypedIn } from './typed-in.ts'

interface DialogProps {
  title: string
  closeLabel: string
  /** What is asked before something typed is lost; nothing is asked where it is left out. */
  unsaved?: Unsaved
  onClose: () => void
  children: ComponentChildren
}

interface Unsaved {
  question: string
  keep: string
  discard: string
}

/** A modal window, open for as long as it is drawn. */
export function Dialog({ title, closeLabel, unsaved, onClose, children }: DialogProps) {
  const id = useOwnId()
  const element = useRef<HTMLDialogElement>(null)
  const typed = useTypedIn()
  const [asking, setAsking] = useState(false)
  // At once: what is typed from now on is for it.
  useLayoutEffect(() => {
    element.current?.showModal()
    const shown = element.current
    const first = shown?.querySelector<HTMLElement>('[data-first]')
    const field = first ?? shown?.querySelector<HTMLElement>('div input, div select')
    field?.focus()
  }, [])
  /** Whether it must not close yet. */
  const asks = () => {
    const shown = element.current
    const isAsked = unsaved !== undefined && shown !== null && typed.isTyped(shown)
    setAsking(isAsked)
    return isAsked
  }
  const close = () => asks() || element.current?.close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is on its backdrop.
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      {...typed.handlers}
      onCancel={(event) => {
        if (event.target === event.currentTarget && asks()) event.preventDefault()
      }}
      onClose={onClose}
      onClick={({ target, currentTarget }) => target === currentTarget && close()}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <Button
          kind="ghost"
          size="small"
          icon={<X size={16} />}
          label={closeLabel}
          onClick={close}
        />
      </header>
      {asking && unsaved && (
        <Ask
          {...unsaved}
          onKeep={() => setAsking(false)}
          onDiscard={() => element.current?.close()}
        />
      )}
      <div>{children}</div>
    </dialog>
  )
}

interface AskProps extends Unsaved {
  onKeep: () => void
  onDiscard: () => void
}

/** Asks at the dialog's head whether to lose what was typed; staying gives the focus back to where it was. */
function Ask({ question, keep, discard, onKeep, onDiscard }: AskProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    box.current?.querySelector('button')?.focus()
    return () => before instanceof HTMLElement && before.isConnected && before.focus()
  }, [])
  return (
    <div class="dialog-ask" role="alert" ref={box}>
      <p>{question}</p>
      <Button size="small" onClick={onKeep}>
        {keep}
      </Button>
      <Button size="small" kind="danger" onClick={onDiscard}>
        {discard}
      </Button>
    </div>
  )
}
