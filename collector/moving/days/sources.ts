import { bareHost } from '../../acquisition/hosts.ts'
import { normalise } from '../../acquisition/normalise.ts'
import { sourceOfTag } from '../../acquisition/sources.ts'
import { parseUrl } from '../../acquisition/whatwg-url.ts'
import type { ImportedDay } from '../../imported/imported-day.ts'
import { valueIn } from './sums.ts'

/** Where visits came from, as another tool says it. */
export interface ForeignOrigin {
  /** The tool's own name of it: "Google", "github.com", "Direct / None". */
  name?: string
  referrer?: string
  source?: string
  medium?: string
  campaign?: string
  content?: string
  term?: string
}

const DIRECT = /^(?:\(?direct\)?(?: ?\/ ?(?:\(?none\)?|none))?)$/iu
/** Plausible writes a click id that came without tags into the medium. */
const CLICK = /^\((gclid|msclkid)\)$/u

type Values = ImportedDay['values']

/** The same as tags, click id and referrer, from which the site's rules make source, medium and channel. */
export function originValues(foreign: ForeignOrigin): Values {
  const [medium, click_id] = mediumOf(foreign.medium)
  const tagged = { source: valueIn(foreign.source), medium, campaign: valueIn(foreign.campaign) }
  const rest = { content: valueIn(foreign.content), term: valueIn(foreign.term), click_id }
  const referrer = hostOf(valueIn(foreign.referrer))
  const isTagged = [...Object.values(tagged), rest.content, rest.term].some((tag) => tag !== null)
  const named = isTagged || click_id !== null || referrer !== null ? {} : byName(foreign.name)
  return { referrer, ...tagged, ...rest, ...named }
}

function mediumOf(text: string | undefined): [medium: string | null, click: string | null] {
  const medium = valueIn(text)
  const click = medium === null ? undefined : CLICK.exec(medium)?.[1]
  return click === undefined ? [medium, null] : [null, click]
}

/** Medium of what no campaign brought, by what kind of place it came from (acquisition/whence.ts). */
const MEDIUMS = {
  search: 'organic',
  social: 'social',
  video: 'video',
  email: 'email',
  ai: 'ai-assistant',
  shopping: 'referral',
} as const

/** Of a name alone: a place that is known, a host, or a tag such as `ref=` leaves. */
function byName(text: string | undefined): Values {
  const name = valueIn(text)
  if (name === null || DIRECT.test(name)) return {}
  const known = sourceOfTag(normalise(name))
  if (known) return { source: known.name, medium: MEDIUMS[known.class] }
  const host = hostOf(name)
  return host === null ? { source: name } : { referrer: host }
}

/** The host of a referrer with or without scheme and path, without `www.`; null for none. */
function hostOf(referrer: string | null): string | null {
  if (referrer === null || DIRECT.test(referrer)) return null
  const url = parseUrl(/^[a-z][a-z\d+.-]*:\/\//iu.test(referrer) ? referrer : `https://${referrer}`)
  if (!url?.hostname.includes('.')) return null
  return bareHost(url.hostname)
}

/** GA4 tells source and medium of all visits, of those that came from nowhere, too. */
export function ga4Origin(foreign: ForeignOrigin): Values {
  const { source = '' } = foreign
  return originValues(DIRECT.test(source.trim()) ? { ...foreign, source: '', medium: '' } : foreign)
}
