import type { ComponentChildren } from 'preact'

interface EmptyStateProps {
  icon?: ComponentChildren
  title: string
  hint?: ComponentChildren
  children?: ComponentChildren
}

export function EmptyState({ icon, title, hint, children }: EmptyStateProps) {
  return (
    <div class="empty">
      {icon}
      <b>{title}</b>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  )
}
