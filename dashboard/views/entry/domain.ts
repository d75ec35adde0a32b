/**
 * What people paste is an address, `http://localhost:3000/`; what a site is called by is its host. `www.` is below that, as all
 * subdomains are: a site called `www.shop.example` would refuse what `shop.example` sends.
 */
export function domainOf(text: string): string {
  return text
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/[/?#].*$/u, '')
    .replace(/:\d*$/u, '')
    .replace(/^www\.(?=[^.]+\.)/iu, '')
}
