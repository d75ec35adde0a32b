import { Check } from 'lucide-preact'
import type { ComponentChildren, JSX } from 'preact'
import { arrowed } from './roving.ts'

/** The list inside a popover that is a menu; arrows move through it. */
export function Menu({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div role="menu" aria-label={label} onKeyDown={(event) => arrowed(event, 'menuitem')}>
      {children}
    </div>
  )
}

interface MenuItemProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'icon'> {
  icon?: ComponentChildren
  note?: ComponentChildren
  /** Makes it one of several choices. */
  chosen?: boolean
  children: ComponentChildren
}

export function MenuItem({ icon, note, chosen, children, ...rest }: MenuItemProps) {
  return (
    <button
      type="button"
      class="menu-item"
      {...(chosen === undefined
        ? { role: 'menuitem' as const }
        : { role: 'menuitemradio' as const, 'aria-checked': chosen })}
      tabIndex={-1}
      {...rest}
    >
      {icon}
      <span class="menu-text">{children}</span>
      {note}
      {chosen && !note && (
        <span class="menu-note">
          <Check size={14} />
        </span>
      )}
    </button>
  )
}
