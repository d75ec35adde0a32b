import { signal } from '@preact/signals'

const SHOWN_MS = 2600

const shown = signal<string>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Says something short at the foot of the page, for a moment. */
export function toast(text: string): void {
  clearTimeout(timer)
  shown.value = text
  timer = setTimeout(() => {
    shown.value = undefined
  }, SHOWN_MS)
}

/** Where toasts appear; once, at the end of the page. */
export function Toasts() {
  return (
    <div class="toasts" role="status">
      {shown.value && <div class="toast">{shown.value}</div>}
    </div>
  )
}
