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

/** Says something short at the foot of the page, for a moment; longer when it can be acted on. */
export function toast(text: string, action?: ToastAction): void {
  clearTimeout(timer)
  shown.value = { text, action }
  timer = setTimeout(dismiss, action ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
}

function dismiss(): void {
  clearTimeout(timer)
  shown.value = undefined
}

/** Where toasts appear; once, at the end of the page. */
export function Toasts() {
  const { text, action } = shown.value ?? {}
  return (
    <div class="toasts" role="status">
      {text && (
        <div class="toast">
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
