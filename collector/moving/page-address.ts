/** A page's address from its parts; undefined without a host. */
export function pageAddress(host: string, path: string, query = ''): string | undefined {
  if (host === '') return undefined
  const from = path.startsWith('/') ? path : `/${path}`
  return `https://${host}${from}${query === '' ? '' : `?${query.replace(/^\?/, '')}`}`
}

/** The query with those of the tags that it does not have. */
export function withTags(
  query: string,
  tags: Iterable<readonly [name: string, value: string]>,
): string {
  let all = query
  for (const [name, value] of tags) {
    if (value === '' || all.includes(`${name}=`)) continue
    all += `${all === '' ? '' : '&'}${name}=${encodeURIComponent(value)}`
  }
  return all
}
