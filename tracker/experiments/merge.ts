const partsOf = (query: string): string[] => query.slice(1).split('&').filter(Boolean)

/**
 * The address of a variant with the visitor's query and fragment; of equal names the variant's own value wins, and `lost`
 * is what then lost. Texts stay as they are written, so that merging twice changes nothing.
 *
 *     /lp?utm_source=g&v=1&x=2#t with /lp-b?v=3    /lp-b?utm_source=g&x=2&v=3#t, lost: v=1
 */
export const merged = (address: string, { href }: { href: string }): [to: URL, lost: string[]] => {
  const here = new URL(href)
  const to = new URL(address, href)
  const isLost = (part: string) =>
    [...new URLSearchParams(`&${part}`)].some(([name]) => to.searchParams.has(name))
  const parts = partsOf(here.search)
  const lost = parts.filter(isLost)
  const query = parts.filter((part) => !lost.includes(part)).concat(partsOf(to.search))
  to.search = query[0] ? `?${query.join('&')}` : ''
  to.hash ||= here.hash
  return [to, lost]
}
