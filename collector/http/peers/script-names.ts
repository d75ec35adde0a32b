/** Words in the names of Plausible's scripts; any other name is not its. */
const WORDS = [
  ...['compat', 'dimensions', 'exclusions', 'file-downloads', 'hash', 'local', 'manual'],
  ...['outbound-links', 'pageleave', 'pageview-props', 'revenue', 'tagged-events'],
]
const PLAUSIBLE = `js/(?:(?:script|plausible)(?:\\.(?:${WORDS.join('|')}))*|pa-[\\w-]+)\\.js`
const PATH = new RegExp(`^/(?:${PLAUSIBLE}|[^/]+\\.js)$`, 'u')

/** Whether Plausible or Umami have a script there. Umami's may be renamed: whatever script lies at the root may be one. */
export const isPeerScript = (path: string): boolean => PATH.test(path)
