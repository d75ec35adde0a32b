import type { OtherCollector } from '../owners.ts'
import { StartError } from '../storage-trouble.ts'
import type { OwnedSite } from '../store/sqlite/owned-sites.ts'

/** What nginx takes for itself in a regular expression. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
}

/** A site's own collector first; the others, which pass on what is not theirs, where that one cannot be reached. */
function upstream(name: string, first: readonly string[], others: readonly string[]): string {
  const servers = [
    ...first.map((host) => `  server ${host};`),
    ...others.map((host) => `  server ${host} backup;`),
  ]
  return `upstream ${name} {\n${servers.join('\n')}\n  keepalive 32;\n}`
}

/**
 * For nginx's `http` block: by the site that a path names, its collector; for all else, any. Made anew after a site was added or
 * moved; until then the request goes to another collector, which passes it on.
 */
export function nginxOf(
  { collectors, sites }: { collectors: readonly OtherCollector[]; sites: readonly OwnedSite[] },
  trackerPath: string,
): string {
  const hosts = new Map(
    collectors.flatMap(({ number, address }) =>
      address === null ? [] : [[number, new URL(address).host] as const],
    ),
  )
  if (hosts.size === 0)
    throw new StartError(
      'No collector has said yet where others reach it, so there is nothing to map.',
    )
  const all = [...hosts.values()]
  const upstreams = [...hosts].map(([number, host]) =>
    upstream(
      `tributary_${number}`,
      [host],
      all.filter((other) => other !== host),
    ),
  )
  const mapped = sites.filter(({ collector }) => hosts.has(collector))
  return `${upstreams.join('\n')}
${upstream('tributary_any', all, [])}

# The site that a path names.
map $uri $tributary_site {
  "~^(?:${escaped(trackerPath)}|/api/sites)/(?<named>[a-z0-9.-]+?)(?:\\.js)?(?:/|$)" $named;
}
map $tributary_site $tributary {
  default tributary_any;
${mapped.map(({ domain, collector }) => `  ${domain} tributary_${collector};`).join('\n')}
}`
}
