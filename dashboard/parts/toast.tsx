import { signal } from '@preact/signals'

const SHOWN_MS = 2600
/** Long enough to read what happened, think again, and reach for the button. */
const SHOWN_WITH_ACTION_MS = 10_000

export interface ToastAction {
  label: string
  run: () => unknown
}

interface Shown {
  text: string
  action: ToastAction | undefined
}

const shown = signal<Shown>()
let timer: ReturnType<typeof setTimeout> | undefined
/** Somebody is about to act on it. */
let isHeld = false

/** Says something short at the foot of the page, for a moment; longer when it can be acted on. */
export function toast(text: string, action?: ToastAction): void {
  shown.value = { text, action }
  countDown()
}

function countDown(): void {
  clearTimeout(timer)
  const hasAction = shown.peek()?.action !== undefined
  if (hasAction && isHeld) return
  timer = setTimeout(dismiss, hasAction ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
}

function hold(): void {
  isHeld = true
  countDown()
}

function letGo(): void {
  isHeld = false
  countDown()
}

function dismiss(): void {
  clearTimeout(timer)
  isHeld = false
  shown.value = undefined
}

/** Where toasts appear; once, at the end of the page. What can be acted on stays under the pointer and with the focus. */
export function Toasts() {
  const { text, action } = shown.value ?? {}
  return (
    <div class="toasts" role="status">
      {text && (
        <div
          class="toast"
          onPointerEnter={hold}
          onPointerLeave={letGo}
          onFocusIn={hold}
          onFocusOut={letGo}
        >
          {text}
          {action && (
            <button
              type="button"
              onClick={() => {
                dismiss()
                void action.run()
              }}
            >
              {action.label}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
