/**
 * How this document was opened. A document that began as a shared link stays one: it may stand in a frame of
 * another's page, so it never becomes the dashboard of whoever is signed in here.
 */
const opened = /^\/share\/([^/]+)/u.exec(location.pathname)

/** What follows `/share/` in the address. */
export const sharedKey = opened?.[1]

/** Nobody is signed in here: only a shared link's reports are shown. */
export const guest = sharedKey !== undefined

const asked = new URLSearchParams(guest ? location.search : '')

/** In a frame on another's page, which has its own head and foot. */
export const embedded = asked.get('embed') === '1'

const theme = asked.get('theme')

/** The light that the page around the frame asks for. */
export const askedScheme =
  theme === 'light' || theme === 'dark' || theme === 'system' ? theme : undefined

const language = asked.get('lang')

export const askedLanguage = language === 'en' || language === 'zh' ? language : undefined
