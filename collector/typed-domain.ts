/** What people write or paste for a site, and what of it the site is. */
export interface TypedDomain {
  host: string
  /** It named a port; a site is a host, on whichever port. */
  hasPort: boolean
  /** Which pages were named of it, as `data-include` takes them; undefined for all. */
  part: string | undefined
}

/** `https://example.com:8080/blog` is the host example.com: sites have all ports and pages of their host. */
export function typedDomain(text: string): TypedDomain {
  const [, named = '', rest = ''] = /^(?:https?:\/\/)?([^/?#]*)(.*)$/isu.exec(text.trim()) ?? []
  const host = named.replace(/:\d*$/u, '')
  const [path = ''] = rest.split(/[?#]/u)
  const part = path.length > 1 ? `${withoutSlashes(path)}*` : undefined
  return { host, hasPort: /:\d+$/u.test(named), part }
}

/** Without those at its end. */
function withoutSlashes(path: string): string {
  let end = path.length
  while (path[end - 1] === '/') end--
  return path.slice(0, end)
}
