/** What people paste is an address, `http://localhost:3000/`; what a site is called by is its host. */
export function domainOf(text: string): string {
  return text
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/[/?#].*$/u, '')
    .replace(/:\d*$/u, '')
}
