import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'

/** The pages on the way in: one card in the middle. */
export function Entry({
  title,
  wide,
  children,
}: {
  title: string
  wide?: boolean
  children: ComponentChildren
}) {
  useEffect(() => {
    document.title = `${title} · Tributary`
  }, [title])
  return (
    <main class="entry">
      <div class="brand">
        <img src="/icon.svg" width="28" height="28" alt="" />
        Tributary
      </div>
      <div class="card" data-wide={wide}>
        {children}
      </div>
    </main>
  )
}
