import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'

type Attributes = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'size' | 'icon' | 'label'>

export interface ButtonProps extends Attributes {
  kind?: 'plain' | 'primary' | 'ghost' | 'danger'
  size?: 'usual' | 'small'
  /** Stands before the words; alone when there are none, and then `label` names the button. */
  icon?: ComponentChildren
  label?: string
  children?: ComponentChildren
}

/** While it is disabled under the focus it keeps it: a browser would let the focus fall to the page's beginning. */
export function Button({ kind = 'plain', size, icon, label, children, ...rest }: ButtonProps) {
  const [focused, setFocused] = useState(false)
  const held = Boolean(rest.disabled) && focused
  return (
    <button
      type="button"
      class="button"
      data-kind={kind}
      data-size={size}
      data-shape={children === undefined ? 'icon' : undefined}
      aria-label={label}
      title={children === undefined ? label : undefined}
      {...rest}
      {...(held && { disabled: false, 'aria-disabled': true, onClick: refuse })}
      onFocus={(event) => {
        setFocused(true)
        rest.onFocus?.(event)
      }}
      onBlur={(event) => {
        setFocused(false)
        rest.onBlur?.(event)
      }}
    >
      {icon}
      {children}
    </button>
  )
}

/** A form is not sent by it either. */
function refuse(event: Event): void {
  event.preventDefault()
}
