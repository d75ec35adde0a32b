import type { ComponentChildren } from 'preact'
import { Router, useRouter } from 'wouter-preact'

/** Lets `*?` at a path's end take whatever name stands there: one of an account may have a line break, where a dot ends. */
export function OpenEnds({ children }: { children: ComponentChildren }) {
  const { parser } = useRouter()
  return (
    <Router
      parser={(route, loose) => {
        const { keys, pattern } = parser(route, loose)
        return { keys, pattern: new RegExp(pattern, `${pattern.flags}s`) }
      }}
    >
      {children}
    </Router>
  )
}
