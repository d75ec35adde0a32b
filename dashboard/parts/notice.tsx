import { CircleAlert, CircleCheck, Hourglass, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'

const ICONS = { good: CircleCheck, wait: Hourglass, warn: TriangleAlert, bad: CircleAlert }

interface NoticeProps {
  tone: keyof typeof ICONS
  children: ComponentChildren
  action?: ComponentChildren
}

/** One line that tells what is the matter, and what to do about it. */
export function Notice({ tone, children, action }: NoticeProps) {
  const Icon = ICONS[tone]
  return (
    <div
      class="notice"
      data-tone={tone}
      role={tone === 'good' || tone === 'wait' ? 'status' : 'alert'}
    >
      <Icon size={16} aria-hidden="true" />
      <p>{children}</p>
      {action}
    </div>
  )
}
