import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface CardProps {
  title?: string
  /** Stands in place of the title, as tabs do; then `title` only names the card. */
  head?: ComponentChildren
  tools?: ComponentChildren
  flush?: boolean
  children: ComponentChildren
}

export function Card({ title, head, tools, flush, children }: CardProps) {
  const id = useId()
  return (
    <section class="card" aria-labelledby={title && id}>
      {(title || head || tools) && (
        <header class="card-head">
          {title && (
            <h2 id={id} class={head ? 'unseen' : undefined}>
              {title}
            </h2>
          )}
          {head}
          {tools && <div class="card-tools">{tools}</div>}
        </header>
      )}
      <div class="card-body" data-flush={flush}>
        {children}
      </div>
    </section>
  )
}
