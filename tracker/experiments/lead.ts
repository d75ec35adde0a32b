import { merged } from './merge.ts'

/** ms within which a page that leads back is part of a circle. */
const AGAIN = 1e4
const LED = 'tributary_led'

/** Whether it was gone on to just now; without a memory a circle could not be told. */
const isAgain = (href: string): boolean => {
  try {
    if (navigator.globalPrivacyControl) return true
    const [was, at] = JSON.parse(sessionStorage[LED] ?? '[]')
    sessionStorage[LED] = JSON.stringify([href, Date.now()])
    return was === href && Date.now() - at < AGAIN
  } catch {
    return true
  }
}

/**
 * Goes on to the page that a draft leads to, which is in the preview as well: from a page that was opened as its preview
 * alone, so that whoever looks around on the site is not led away from each page.
 *
 *     /a?tributary=edit:x → /b?tributary=edit:x        /a, by a link of the site: stays
 */
export const lead = (address: string): void => {
  if (!new URLSearchParams(location.search).get('tributary')?.includes('edit:')) return
  const [to] = merged(address, location)
  const isPage = /^https?:$/.test(to.protocol) && to.href !== location.href
  if (isPage && !isAgain(to.href)) location.replace(to.href)
}
