import { CLICK_ID_PARAMETERS, type ClickId, precedes } from './click-ids.ts'
import { keptQuery } from './kept-query.ts'
import { LINK_PARAMETER, slugIn } from './link-parameter.ts'
import { spelling } from './normalise.ts'
import { type Parameter, readParameters, splitUrl } from './parameters.ts'
import {
  TAG_NAMES,
  type TagName,
  type TagParameter,
  type TagParameters,
  type Tags,
  tagParameters,
} from './tags.ts'
import { hasMacro, looksLikeEmail, type Warning, warningsOfTags } from './warnings.ts'

/** What a landing URL says of the campaign behind it. */
export interface Campaign {
  tags: Tags
  click: { id: ClickId; value: string } | null
  /** Slug of the short link that was followed, in lower case. */
  link: string | null
  /** What of the query may be kept, without `?`. */
  query: string
  warnings: Warning[]
}

interface TagReading {
  parameter: TagParameter
  value: string
}

/** Of each tag the most trusted family's first non-empty value. */
function tagReadings(
  parameters: readonly Parameter[],
  known: TagParameters,
): Map<TagName, TagReading> {
  const readings = new Map<TagName, TagReading>()
  for (const { name, value } of parameters) {
    const parameter = known.get(name)
    if (!parameter || value === '' || looksLikeEmail(value)) continue
    const rank = readings.get(parameter.tag)?.parameter.rank ?? Infinity
    if (parameter.rank < rank) readings.set(parameter.tag, { parameter, value })
  }
  return readings
}

function readTags(parameters: readonly Parameter[], known: TagParameters): Tags {
  const readings = tagReadings(parameters, known)
  const tags: Tags = {}
  for (const tag of TAG_NAMES) {
    const reading = readings.get(tag)
    if (reading) tags[tag] = spelling(reading.value)
  }
  const bare = readings.get('source')?.parameter.bare && !tags.medium && !hasClick(parameters)
  return bare ? { ...tags, medium: 'referral' } : tags
}

function hasClick(parameters: readonly Parameter[]): boolean {
  const click = readClick(parameters)
  return click !== null && click.id.kind !== 'organic'
}

function readClick(parameters: readonly Parameter[]): Campaign['click'] {
  let click: Campaign['click'] = null
  for (const { name, value } of parameters) {
    const id = CLICK_ID_PARAMETERS.get(name)
    if (!id || value === '' || (looksLikeEmail(value) && !id.personal)) continue
    if (click === null || precedes(id, click.id)) click = { id, value }
  }
  return click
}

function readLink(parameters: readonly Parameter[]): string | null {
  const found = parameters.find(({ name }) => name === LINK_PARAMETER)
  return found ? slugIn(found.value) : null
}

const naming =
  (known: TagParameters) =>
  ({ name, value }: Parameter) =>
    value !== '' && (known.has(name) || CLICK_ID_PARAMETERS.has(name))

/** `#utm_source=x` and a hash router's `#/page?utm_source=x`. */
function fragmentParameters(fragment: string, known: TagParameters): Parameter[] {
  if (!fragment.includes('=')) return []
  const query = fragment.slice(fragment.indexOf('?') + 1)
  // It will be kept as part of a query, where these two would end or split it.
  return readParameters(query.replaceAll('?', '%3F').replaceAll('#', '%23')).filter(naming(known))
}

/** The query's parameters; a query without tags is completed by the fragment's. */
function campaignParameters(query: string, fragment: string, known: TagParameters): Parameter[] {
  const parameters = readParameters(query)
  const tagged = parameters.some(({ name, value }) => value !== '' && known.has(name))
  return tagged ? parameters : [...parameters, ...fragmentParameters(fragment, known)]
}

/** A second `?`, as a tool leaves that appends `?utm_…` to any link, in or before a campaign. */
function splitsCampaign(
  query: string,
  campaign: readonly Parameter[],
  known: TagParameters,
): boolean {
  const mark = query.indexOf('?')
  if (mark < 0) return false
  return campaign.length > 0 || readParameters(query.slice(mark + 1)).some(naming(known))
}

interface Read {
  query: string
  parameters: readonly Parameter[]
  known: TagParameters
}

function warningsOf({ query, parameters, known }: Read, tags: Tags): Warning[] {
  const warnings = warningsOfTags(tags)
  const campaign = parameters.filter(naming(known))
  if (!warnings.includes('unexpanded_macro') && campaign.some(({ value }) => hasMacro(value))) {
    warnings.unshift('unexpanded_macro')
  }
  if (splitsCampaign(query, campaign, known)) warnings.push('second_question_mark')
  if (campaign.some(({ value }) => looksLikeEmail(value))) warnings.push('email_value')
  return warnings
}

interface LandingOptions {
  /** Further parameters that the site keeps. */
  allowed?: readonly string[] | undefined
  /** Another site linked here: `tagParameters`. */
  linked: boolean
}

/** Tags, click id, kept query and warnings of a landing URL; never throws, whatever the text. */
export function readCampaign(url: string, { allowed = [], linked }: LandingOptions): Campaign {
  const { query, fragment } = splitUrl(url)
  if (query === '' && fragment === '')
    return { tags: {}, click: null, link: null, query: '', warnings: [] }
  const known = tagParameters(linked)
  const parameters = campaignParameters(query, fragment, known)
  const tags = readTags(parameters, known)
  const click = readClick(parameters)
  const link = readLink(parameters)
  const kept = { tags, click: click?.id ?? null, known }
  // A link is kept in the query, so that what is exported and imported again still tells of it.
  const names = link === null ? allowed : [...allowed, LINK_PARAMETER]
  return {
    tags,
    click,
    link,
    query: keptQuery(parameters, names, kept),
    warnings: warningsOf({ query, parameters, known }, tags),
  }
}
