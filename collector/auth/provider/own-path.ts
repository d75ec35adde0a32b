/** Long enough for any page of the dashboard with its filters. */
const LONGEST = 400
const HERE = 'http://here.invalid'

/** A path of this server that a person may be led to; the start for any other, or for what only looks like one. */
export function ownPath(wanted: string | undefined): string {
  if (wanted === undefined || wanted.length > LONGEST || !wanted.startsWith('/')) return '/'
  const url = URL.canParse(wanted, HERE) ? new URL(wanted, HERE) : undefined
  const leadsOut = url?.origin !== HERE || url.pathname.startsWith('//')
  if (url === undefined || leadsOut || url.pathname.startsWith('/api/')) return '/'
  return url.pathname + url.search + url.hash
}
