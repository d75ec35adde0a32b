import type { ComponentChildren } from 'preact'

/** One of the things that a file is said to be. */
export function FileFact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
