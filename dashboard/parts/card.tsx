import type { ComponentChildren } from 'preact'
import { useOwnId } from './own-id.ts'

interface CardProps {
  title?: string
  /** What is shown, behind a question mark beside the title. */
  explain?: ComponentChildren
  /** Stands in place of the title, as tabs do; then `title` only names the card. */
  head?: ComponentChildren
  tools?: ComponentChildren
  flush?: boolean
  children: ComponentChildren
}

export function Card({ title, explain, head, tools, flush, children }: CardProps) {
  const id = useOwnId()
  const named = head ? { 'aria-label': title } : title ? { 'aria-labelledby': id } : {}
  return (
    <section class="card" {...named}>
      {(title || tools) && (
        <header class="card-head">
          {head ?? (
            <div class="card-title">
              <h2 id={id}>{title}</h2>
              {explain}
            </div>
          )}
          {tools && <div class="card-tools">{tools}</div>}
        </header>
      )}
      <div class="card-body" data-flush={flush}>
        {children}
      </div>
    </section>
  )
}
