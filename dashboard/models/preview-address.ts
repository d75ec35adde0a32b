import { site } from './sites.ts'

/** The first page that the globs name by itself, else the front page, of the site in view: as `shown` is to be previewed there. */
export function previewAddress(globs: readonly string[], shown: string): string {
  const path = globs.find((glob) => !glob.includes('*')) ?? '/'
  return `https://${site.value?.domain}${path}?tributary=${shown}`
}
