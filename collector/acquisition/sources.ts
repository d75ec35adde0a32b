import { COUNTRY_SUFFIX, commonHost, withoutDot } from './hosts.ts'
import { AI } from './sources/ai.ts'
import { APPS } from './sources/apps.ts'
import { EMAIL } from './sources/email.ts'
import { SEARCH } from './sources/search.ts'
import { SHOPPING } from './sources/shopping.ts'
import { SOCIAL } from './sources/social.ts'
import { SPELLINGS } from './sources/spellings.ts'
import { entriesOf, type SourceClass, type SourceTable } from './sources/table.ts'
import { VIDEO } from './sources/video.ts'

/** A place visits come from, under the one name the reports use for it. */
export interface Source {
  readonly name: string
  readonly class: SourceClass
}

/** Where a name stands in two classes (`naver`, its mail), a tag means the earlier one. */
const TABLES: readonly [SourceClass, SourceTable][] = [
  ['search', SEARCH],
  ['social', SOCIAL],
  ['video', VIDEO],
  ['shopping', SHOPPING],
  ['ai', AI],
  ['email', EMAIL],
]

/** Hosts below a listed parent that are something else: the parent's business, not its network. */
const PLAIN_REFERRALS = new Set(
  'aws.amazon.com developer.amazon.com cloud.tencent.com docs.qq.com blog.x.com'.split(' '),
)

/** `google.<tld>` and its like. */
const ENGINE_OF_A_COUNTRY = new RegExp(`^(google|yandex|yahoo|bing)\\.${COUNTRY_SUFFIX}$`)

const HOSTS = new Map<string, Source>()
const PACKAGES = new Map<string, Source>()
const NAMES = new Map<string, Source>()

/** The earlier entry stays, so the order of `TABLES` decides. */
function addTo(index: Map<string, Source>, key: string, source: Source): void {
  if (!index.has(key)) index.set(key, source)
}

for (const [kind, table] of TABLES) {
  for (const [host, name] of entriesOf(table)) addTo(HOSTS, host, { name, class: kind })
  for (const [app, name] of entriesOf(APPS[kind])) addTo(PACKAGES, app, { name, class: kind })
}
for (const [kind, table] of TABLES) {
  for (const name of [...Object.keys(table), ...Object.keys(APPS[kind])]) {
    addTo(NAMES, name, { name, class: kind })
  }
}
for (const [spelling, name] of entriesOf(SPELLINGS)) {
  const source = NAMES.get(name)
  if (source) addTo(NAMES, spelling.replaceAll('_', ' '), source)
  if (source) addTo(NAMES, spelling, source)
}

/** How many hosts and packages the table knows. */
export const KNOWN_SOURCES = HOSTS.size + PACKAGES.size

/**
 * The source behind a referrer's host (lower case, punycode, no `www.`, or with a path as `knownPlace` leaves it) or
 * Android package: exactly, else by its nearest parent on a label boundary, except for search, which shares its domains.
 */
export function sourceOfHost(given: string): Source | undefined {
  const host = commonHost(given)
  const exact = PACKAGES.get(host) ?? HOSTS.get(host)
  if (exact) return exact
  const engine = ENGINE_OF_A_COUNTRY.exec(host)?.[1]
  if (engine) return { name: engine, class: 'search' }
  return sourceOfParent(host)
}

function sourceOfParent(host: string): Source | undefined {
  let below = host
  for (let dot = host.indexOf('.'); dot >= 0; dot = below.indexOf('.')) {
    if (PLAIN_REFERRALS.has(below)) return undefined
    below = below.slice(dot + 1)
    const parent = HOSTS.get(below)
    if (parent) return parent.class === 'search' ? undefined : parent
  }
  return undefined
}

/**
 * What of a referrer is kept: its host, and the first part of the path where the table knows that part for a source of
 * its own (`huggingface.co/chat`).
 */
export function knownPlace(host: string, pathname: string): string {
  const [, first = ''] = pathname.split('/', 2)
  const place = `${host}/${first.toLowerCase()}`
  return HOSTS.has(place) ? place : host
}

/** A host as it is written for a source: with its scheme, `www.`, a path or a port. */
function sourceOfAddress(value: string): Source | undefined {
  const [host = '', path = ''] = value
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[?#][\s\S]*$/, '')
    .split(/(?=\/)/, 2)
  const bare = withoutDot(host.replace(/:[\s\S]*$/, ''))
  return NAMES.get(bare) ?? sourceOfHost(knownPlace(bare, path))
}

/** The source a tag means: a name, a known spelling of one, or a host; the value is normalised. */
export function sourceOfTag(value: string): Source | undefined {
  const named = NAMES.get(value)
  if (named) return named
  if (/[_-]/.test(value)) {
    const spaced = NAMES.get(value.replace(/[_-]+/g, ' '))
    if (spaced) return spaced
  }
  return value.includes('.') ? sourceOfAddress(value) : undefined
}
