import { CLICK_ID_PARAMETERS, type ClickId, precedes } from './click-ids.ts'
import { keptQuery } from './kept-query.ts'
import { spelling } from './normalise.ts'
import { type Parameter, readParameters, splitUrl } from './parameters.ts'
import { TAG_NAMES, TAG_PARAMETERS, type TagName, type TagParameter, type Tags } from './tags.ts'
import { hasMacro, looksLikeEmail, type Warning, warningsOfTags } from './warnings.ts'

/** What a landing URL says of the campaign behind it. */
export interface Campaign {
  tags: Tags
  click: { id: ClickId; value: string } | null
  /** What of the query may be kept, without `?`. */
  query: string
  warnings: Warning[]
}

interface TagReading {
  parameter: TagParameter
  value: string
}

/** Of each tag the most trusted family's first non-empty value. */
function tagReadings(parameters: readonly Parameter[]): Map<TagName, TagReading> {
  const readings = new Map<TagName, TagReading>()
  for (const { name, value } of parameters) {
    const parameter = TAG_PARAMETERS.get(name)
    if (!parameter || value === '' || looksLikeEmail(value)) continue
    const rank = readings.get(parameter.tag)?.parameter.rank ?? Infinity
    if (parameter.rank < rank) readings.set(parameter.tag, { parameter, value })
  }
  return readings
}

function readTags(parameters: readonly Parameter[]): Tags {
  const readings = tagReadings(parameters)
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

const namesCampaign = ({ name, value }: Parameter) =>
  value !== '' && (TAG_PARAMETERS.has(name) || CLICK_ID_PARAMETERS.has(name))

/** `#utm_source=x` and a hash router's `#/page?utm_source=x`. */
function fragmentParameters(fragment: string): Parameter[] {
  if (!fragment.includes('=')) return []
  const query = fragment.slice(fragment.indexOf('?') + 1)
  // It will be kept as part of a query, where these two would end or split it.
  return readParameters(query.replaceAll('?', '%3F').replaceAll('#', '%23')).filter(namesCampaign)
}

const isTag = ({ name, value }: Parameter) => value !== '' && TAG_PARAMETERS.has(name)

/** The query's parameters; a query without tags is completed by the fragment's. */
function campaignParameters(query: string, fragment: string): Parameter[] {
  const parameters = readParameters(query)
  return parameters.some(isTag) ? parameters : [...parameters, ...fragmentParameters(fragment)]
}

/** A second `?`, as a tool leaves that appends `?utm_…` to any link, in or before a campaign. */
function splitsCampaign(query: string, campaign: readonly Parameter[]): boolean {
  const mark = query.indexOf('?')
  if (mark < 0) return false
  return campaign.length > 0 || readParameters(query.slice(mark + 1)).some(namesCampaign)
}

function warningsOf(query: string, parameters: readonly Parameter[], tags: Tags): Warning[] {
  const warnings = warningsOfTags(tags)
  const campaign = parameters.filter(namesCampaign)
  if (!warnings.includes('unexpanded_macro') && campaign.some(({ value }) => hasMacro(value))) {
    warnings.unshift('unexpanded_macro')
  }
  if (splitsCampaign(query, campaign)) warnings.push('second_question_mark')
  if (campaign.some(({ value }) => looksLikeEmail(value))) warnings.push('email_value')
  return warnings
}

/**
 * Tags, click id, kept query and warnings of a landing URL; never throws, whatever the text.
 * `allowed` names further parameters that the site keeps.
 */
export function readCampaign(url: string, allowed: readonly string[] = []): Campaign {
  const { query, fragment } = splitUrl(url)
  if (query === '' && fragment === '') return { tags: {}, click: null, query: '', warnings: [] }
  const parameters = campaignParameters(query, fragment)
  const tags = readTags(parameters)
  const click = readClick(parameters)
  return {
    tags,
    click,
    query: keptQuery(parameters, allowed, { tags, click: click?.id ?? null }),
    warnings: warningsOf(query, parameters, tags),
  }
}
