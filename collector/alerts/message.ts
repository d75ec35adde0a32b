import { formOf, type ValueForm } from '../alert-signals.ts'
import { localDate } from '../local-date.ts'
import type { Message } from '../sending/message.ts'
import type { AlertInput, BrokenReason, Reading } from '../settings/alert-definition.ts'
import type { Filter } from '../settings/filter.ts'
import type { Happening } from './course.ts'
import { alertPage, pageOf } from './link.ts'
import { TEXTS } from './texts/texts.ts'
import { changeText, stretchText, valueText, type Written } from './texts/values.ts'
import type { Said } from './texts/words.ts'

/** The site that an alert is of, as its messages name it. */
export interface ToldSite {
  domain: string
  name: string
  timezone: string
  currency: string
  /** Where browsers reach the dashboard; undefined where nobody knows. */
  origin: string | undefined
}

export interface Told {
  id: string
  alert: AlertInput
  site: ToldSite
  /** Names by id: of goals and funnels. */
  names: ReadonlyMap<string, string>
}

/** What happened, and when that was, epoch ms. */
export type News =
  | { what: 'fired' | 'recovered' | 'test'; reading: Reading; at: number }
  | { what: 'broken'; reason: BrokenReason; at: number }

export function messageOf(told: Told, news: News): Message {
  const written = writtenFor(told)
  if (news.what === 'broken') return brokenMessage(told, news, written)
  const { reading, what } = news
  const { texts } = written
  const sentence = sentenceOf(told, reading, what === 'recovered' ? 'recovered' : 'fired')
  const title = what === 'test' ? texts.test(sentence) : sentence
  const { site } = told
  return {
    kind: 'alert',
    title,
    lines: [`${told.alert.name} · ${site.name}`],
    facts: factsOf(told, reading, written),
    ...(site.origin !== undefined && {
      link: {
        text: texts.open,
        url: pageOf({ ...site, origin: site.origin }, told.alert, daysOf(reading, site.timezone)),
      },
    }),
    data: { ...dataOf(told, what, news.at), ...readingData(reading), text: title },
  }
}

function writtenFor({ alert, site }: Told): Written {
  return { texts: TEXTS[alert.language], currency: site.currency, timezone: site.timezone }
}

function brokenMessage(
  told: Told,
  { reason, at }: { reason: BrokenReason; at: number },
  { texts }: Written,
): Message {
  const { site, alert } = told
  const title = texts.broken(alert.name)
  return {
    kind: 'alert',
    title,
    lines: [texts.why[reason.why], ...(reason.why === 'refused' ? [reason.detail] : [])],
    facts: [{ name: texts.facts.site, value: site.name }],
    ...(site.origin !== undefined && {
      link: { text: texts.change, url: alertPage({ ...site, origin: site.origin }) },
    }),
    data: { ...dataOf(told, 'broken', at), reason, text: title },
  }
}

function dataOf({ id, alert, site }: Told, what: Happening | 'test', at: number) {
  const { name, metric, goal, funnel, signal, subject, filters, when, value, per } = alert
  return {
    ...{ type: `alert.${what}`, at: new Date(at).toISOString(), site: site.domain },
    alert: { id, name, metric, goal, funnel, signal, subject, filters, when, value, per },
  }
}

function readingData({ from, to, value, before, usual }: Reading) {
  return {
    ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString(), value },
    ...{ before: before ?? null, usual: usual ?? null },
  }
}

/** First and last local day, as a page of the dashboard is asked about them. */
function daysOf({ from, to }: Reading, timezone: string): { from: string; to: string } {
  return { from: localDate(timezone, from), to: localDate(timezone, to - 1) }
}

/** Purchases fell below 20: 12 in the hour 14:00–15:00 of 30 Nov, usually 18–31. */
export function sentenceOf(told: Told, reading: Reading, what: 'fired' | 'recovered'): string {
  const { alert } = told
  const { texts } = writtenFor(told)
  const said = saidOf(told, reading)
  return (alert.signal ? texts.signals[alert.signal] : pick(texts, alert))[what](said)
}

function pick(texts: Written['texts'], { when }: AlertInput) {
  return { fired: texts.fired[when], recovered: texts.recovered[when] }
}

function saidOf(told: Told, reading: Reading): Said {
  const written = writtenFor(told)
  const { alert } = told
  const form = formOf(alert)
  const text = (value: number | undefined | null) =>
    typeof value === 'number' ? valueText(form, value, written) : '–'
  const { usual, value } = reading
  return {
    what: whatOf(told),
    value: text(value),
    limit: limitText(alert, form, written),
    on: stretchText({ ...reading, per: alert.per }, written),
    before: text(reading.before),
    usual: usual ? `${text(usual.low)}–${text(usual.high)}` : '',
    expected: usual ? valueText('count', Math.round(usual.expected), written) : '',
    isLow: value !== null && usual !== undefined && value < usual.low,
    names: reading.names?.join(', ') ?? '',
  }
}

function limitText({ when, value }: AlertInput, form: ValueForm, written: Written): string {
  return when.endsWith('_by') ? changeText(form, value, written) : valueText(form, value, written)
}

/** What is watched, by the names that the site gave it. */
function whatOf({ alert, names, ...told }: Told): string {
  const { metric, goal, funnel, subject } = alert
  const { texts } = writtenFor({ alert, names, ...told })
  if (subject !== undefined) return subject
  if (funnel !== undefined) return texts.funnel(names.get(funnel) ?? funnel)
  if (!metric) return ''
  const named = goal === undefined ? undefined : (names.get(goal) ?? goal)
  const ofGoal = named === undefined ? undefined : texts.ofGoal[metric]?.(named)
  return ofGoal ?? texts.metrics[metric]
}

function factsOf({ alert, site }: Told, reading: Reading, written: Written): Message['facts'] {
  const { texts } = written
  const form = formOf(alert)
  const text = (value: number) => valueText(form, value, written)
  const { value, before, usual } = reading
  const facts = [
    { name: texts.facts.when, value: stretchText({ ...reading, per: alert.per }, written) },
  ]
  const add = (name: keyof typeof texts.facts, told: string) =>
    facts.push({ name: texts.facts[name], value: told })
  if (value !== null && form !== 'flag') add('value', text(value))
  if (alert.when !== 'unusual' && form !== 'flag') add('limit', limitText(alert, form, written))
  if (usual && form !== 'flag') add('usual', `${text(usual.low)}–${text(usual.high)}`)
  if (before !== undefined) add('before', text(before))
  if (alert.filters.length > 0) add('filters', alert.filters.map(filterText).join('; '))
  add('site', site.name)
  return facts
}

function filterText(filter: Filter): string {
  const [operator, subject, values] = filter
  if (operator === 'segment') return `segment ${subject}`
  return Array.isArray(values) ? `${subject} ${operator} ${values.join(', ')}` : operator
}
