import type { ComponentChildren } from 'preact'

/** A card around parts that belong together. */
export function Sample({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card" aria-label={title}>
      <header class="card-head">
        <h2>{title}</h2>
      </header>
      <div class="card-body samples">{children}</div>
    </section>
  )
}
