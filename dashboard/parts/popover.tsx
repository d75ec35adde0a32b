import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button, type ButtonProps } from './button.tsx'
import { useOwnId } from './own-id.ts'

interface PopoverProps {
  /** The button that opens it. */
  trigger: Omit<ButtonProps, 'popovertarget'> & {
    class?: string
    /** What presses it from elsewhere: a letter, a command. */
    'data-key'?: string
    'data-command'?: string
  }
  /** What the panel is called; the trigger's words when left out. */
  label: string
  align?: 'start' | 'end'
  padded?: boolean
  /** It holds a finder, which letters are kept for as long as the panel is empty. */
  finds?: boolean
  children: (close: () => void) => ComponentChildren
}

/** What has the focus in a panel that has just opened. */
const FIRST = '[data-first], input, [role^="menuitem"]'

const GAP = 6
const EDGE = 8

/** A button and a panel in the top layer; the browser closes it on Escape and on a click elsewhere. */
export function Popover({
  trigger,
  label,
  align = 'start',
  padded,
  finds,
  children,
}: PopoverProps) {
  const id = useOwnId()
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  useLayoutEffect(() => {
    const shown = panel.current
    if (!(open && shown)) return
    const put = () => place(shown, id, align)
    put()
    enter(shown, id)
    // What is loaded when it opens comes later, and makes it larger.
    const observer = new ResizeObserver(() => {
      put()
      enter(shown, id)
    })
    observer.observe(shown)
    addEventListener('resize', put)
    addEventListener('scroll', put, true)
    return () => {
      observer.disconnect()
      removeEventListener('resize', put)
      removeEventListener('scroll', put, true)
    }
  }, [open, id, align])
  return (
    <>
      <Button {...trigger} id={`${id}-trigger`} popovertarget={id} aria-expanded={open} />
      <div
        ref={panel}
        id={id}
        popover="auto"
        class="popover"
        data-padded={padded}
        data-finds={finds}
        role="dialog"
        aria-label={label}
        onToggle={({ newState, currentTarget }) => {
          setOpen(newState === 'open')
          if (newState === 'closed') delete currentTarget.dataset.placed
        }}
      >
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}

/** The focus goes to what is first in the panel, once there is something, unless it went elsewhere meanwhile. */
function enter(panel: HTMLElement, id: string): void {
  const at = document.activeElement
  if (at !== document.body && at?.id !== `${id}-trigger`) return
  const first =
    panel.querySelector<HTMLElement>(FIRST) ??
    panel.querySelector<HTMLElement>('a[href], button:not(:disabled)')
  first?.focus()
}

/** Below its trigger, or above when there is more room, and always inside the window. */
function place(panel: HTMLElement, id: string, align: 'start' | 'end'): void {
  const anchor = document.getElementById(`${id}-trigger`)?.getBoundingClientRect()
  if (!anchor) return
  const { offsetWidth: width, offsetHeight: height } = panel
  const wished = align === 'start' ? anchor.left : anchor.right - width
  const left = Math.max(EDGE, Math.min(wished, innerWidth - width - EDGE))
  const below = anchor.bottom + GAP
  // Until now it was not seen: it would have been in a corner of the window.
  panel.dataset.placed = ''
  const fits = below + height <= innerHeight - EDGE || anchor.top < innerHeight / 2
  panel.style.left = `${left}px`
  const top = fits ? below : anchor.top - GAP - height
  panel.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`
}
