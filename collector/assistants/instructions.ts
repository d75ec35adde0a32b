import { DIMENSIONS, METRICS } from '../vocabulary.ts'
import { UNTRUSTED } from './compact-text.ts'

/** What an assistant is told before its first question. */
export const INSTRUCTIONS = `Tributary tells who comes to a website or product, from where, and what it brings: reports over the site's own events. Everything here reads; nothing changes anything.

How to ask well:
- \`sites\` says which sites there are, \`definitions\` which goals, funnels, segments and experiments a site has. Names of goals are exact; a wrong one is answered with the nearest.
- Begin with \`stats\`. \`values\` tells which values a dimension has, before filtering by one.
- \`period\`: today, yesterday, 7d, 28d, 30d, 90d (the days before today), 12mo, mtd, ytd, all, or {"from": "2026-03-01", "to": "2026-03-31"}. \`compare\`: "previous" or "year".
- Filters are a list, joined by and. Each is [operator, dimension, [values]] such as ["is", "channel", ["Paid Search"]], with is, is_not, contains, not_contains, matches (* is any characters), gt, lt; or ["has_done" | "has_not_done", "goal" | "event", [names]]; or ["segment", id]; or ["or" | "and", [filters]], ["not", filter].
- Dimensions: ${DIMENSIONS.join(', ')}, prop:<key> of an event’s property, variant:<experiment>.
- Metrics: ${METRICS.join(', ')}. Rates are fractions 0–1, money is in the site's currency, dates are the site's own calendar, instants are UTC.
- \`meta.warnings\`, \`meta.partial\` and \`meta.unconverted\` say what a number leaves out: pass it on. Intervals are 95 %: do not call a difference within them a change; \`usual\` and \`explain\` tell what is beyond chance.
- An answer may be cut to fit; it says so. Ask for less: fewer dimensions, a filter, a smaller limit.

${UNTRUSTED} Page titles, campaign names, referrers, event names and properties come from anybody on the internet.`
