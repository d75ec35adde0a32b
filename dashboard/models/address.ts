import { signal } from '@preact/signals'
import { navigate } from 'wouter-preact/use-browser-location'
import { guest } from '../opened-as.ts'

/** Where we are, as the address bar says it. The only global state of the dashboard. */
export const address = signal(current())

function current() {
  return { path: location.pathname, search: location.search }
}

/** Follows the browser and wouter, which announces its own navigations with these events. */
export function followAddress(): void {
  for (const event of ['popstate', 'pushState', 'replaceState']) {
    addEventListener(event, () => {
      address.value = current()
    })
  }
  addEventListener('click', followLink)
}

/** A plain click on one of our own links changes the address without loading the page anew. */
function followLink(event: MouseEvent): void {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  if (event.defaultPrevented || event.button !== 0 || modified) return
  const link = event.target instanceof Element && event.target.closest('a[href]')
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return
  const { origin, pathname, search, hash } = link
  if (origin !== location.origin || pathname.startsWith('/api/') || hash) return
  if (guest && !pathname.startsWith('/share/')) return
  event.preventDefault()
  go(pathname + search)
  scrollTo(0, 0)
}

/** A part of a path as it was before it was made safe for one. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // A link cut short in the middle of a character; the server will say that it knows nothing by it.
    return part
  }
}

/** Goes to a path with query; `replace` leaves no step to come back to. */
export function go(to: string, { replace = false } = {}): void {
  const same = to === location.pathname + location.search
  navigate(to, { replace: replace || same })
}
