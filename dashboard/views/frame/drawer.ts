import type { Ref } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { address } from '../../models/address.ts'

interface Drawer {
  open: boolean
  setOpen: (open: boolean) => void
  /** The button that opens it. */
  opener: Ref<HTMLButtonElement>
}

/** As wide as the navigation stands beside the page. */
const WIDE = '(min-width: 60.001rem)'

/** The navigation of a phone lies over the page: while it is open it has the focus, and gives it back to its button. */
export function useDrawer(): Drawer {
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const { path } = address.value
  useEffect(() => setOpen(false), [path])
  useLayoutEffect(() => {
    if (!open) return undefined
    const close = () => setOpen(false)
    const onKey = ({ key }: KeyboardEvent) => {
      // A dialog above it closes first.
      if (key === 'Escape' && !document.querySelector('dialog[open]')) close()
    }
    const wide = matchMedia(WIDE)
    addEventListener('keydown', onKey)
    wide.addEventListener('change', close)
    document.querySelector<HTMLElement>('.side :is(a, button)')?.focus()
    return () => {
      removeEventListener('keydown', onKey)
      wide.removeEventListener('change', close)
      opener.current?.focus({ preventScroll: true })
    }
  }, [open])
  return { open, setOpen, opener }
}
