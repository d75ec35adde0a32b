import { useRef } from 'preact/hooks'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

function isControl(target: EventTarget | null): target is Control {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  )
}

const REFUSED = '[aria-invalid="true"], .notice[data-tone="bad"]'

/** Whether something was typed or chosen in an element that is not as it was before; what a program fills in is nothing. */
export function useTypedIn() {
  const before = useRef<string>()
  const touched = useRef(false)
  const sent = useRef(false)
  const note = ({ currentTarget }: Event) => {
    if (!touched.current && currentTarget instanceof Element)
      before.current = valuesIn(currentTarget)
  }
  return {
    isTyped: (element: Element) =>
      (touched.current && valuesIn(element) !== before.current) ||
      (sent.current && element.querySelector(REFUSED) !== null),
    handlers: {
      onFocusIn: note,
      // What is sent is kept, unless it is refused.
      onSubmit: () => {
        touched.current = false
        sent.current = true
      },
      onInput: ({ target }: Event) => {
        if (isControl(target)) touched.current = true
      },
      onChange: ({ target }: Event) => {
        if (isControl(target)) touched.current = true
      },
    },
  }
}

function valuesIn(element: Element): string {
  const controls = [...element.querySelectorAll('input, select, textarea')].filter(isControl)
  return JSON.stringify(
    controls.map((control) =>
      control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type)
        ? control.checked
        : control.value,
    ),
  )
}
