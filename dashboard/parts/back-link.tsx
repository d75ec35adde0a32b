import { ArrowLeft } from 'lucide-preact'
import type { ComponentChildren } from 'preact'

/** From one thing back to all of its kind. */
export function BackLink({ to, children }: { to: string; children: ComponentChildren }) {
  return (
    <a class="button" data-kind="ghost" data-size="small" href={to}>
      <ArrowLeft size={14} aria-hidden="true" />
      {children}
    </a>
  )
}
