import type { ComponentChildren, JSX } from 'preact'

type Attributes = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'size' | 'icon' | 'label'>

export interface ButtonProps extends Attributes {
  kind?: 'plain' | 'primary' | 'ghost' | 'danger'
  size?: 'usual' | 'small'
  /** Stands before the words; alone when there are none, and then `label` names the button. */
  icon?: ComponentChildren
  label?: string
  children?: ComponentChildren
}

export function Button({ kind = 'plain', size, icon, label, children, ...rest }: ButtonProps) {
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
    >
      {icon}
      {children}
    </button>
  )
}
