import { type RawBuilder, sql } from 'kysely'
import { DAY, HOUR } from '../../durations.ts'
import type { Dialect, LabelTable } from '../../store/port.ts'
import type { Dimension, NamedDimension } from '../../vocabulary.ts'
import type { TimeUnit } from '../time/buckets.ts'
import type { LocalClock } from '../time/zone.ts'

/** Whether a dimension belongs to the visit, to the event, or to whichever is counted. */
export type Scope = 'visit' | 'event' | 'time'

/** A column of a small table, by an id in the row. */
interface LabelDimension {
  kind: 'label'
  scope: 'visit' | 'event'
  id: RawBuilder<unknown>
  table: LabelTable
  column: string
  /** Spellings that differ in case are one value. */
  folded: boolean
  /** Texts are paths: one value in all their percent-encodings, shown in the readable one. */
  path?: boolean
}

/** What an expression over the row needs to know. */
export interface ExpressionContext {
  dialect: Dialect
  clock: LocalClock
  /** The instant that decides about time: the visit's start or the event's own. */
  at: RawBuilder<unknown>
}

interface ExpressionDimension {
  kind: 'expression'
  scope: Scope
  expression(context: ExpressionContext): RawBuilder<unknown>
  /** A filter's value as the expression gives it. */
  value?(value: string | number): string | number
}

interface BucketDimension {
  kind: 'bucket'
  scope: 'time'
  unit: TimeUnit
}

export type DimensionSource = LabelDimension | ExpressionDimension | BucketDimension

const ACQUISITION = sql`v.acquisition`

function ofAcquisition(column: string, folded = true): LabelDimension {
  return { kind: 'label', scope: 'visit', id: ACQUISITION, table: 'acquisition', column, folded }
}

const CLIENT = sql`v.client`

function ofClient(column: string): LabelDimension {
  return { kind: 'label', scope: 'visit', id: CLIENT, table: 'client', column, folded: false }
}

const PLACE = sql`v.place`

function ofPlace(column: string): LabelDimension {
  return { kind: 'label', scope: 'visit', id: PLACE, table: 'place', column, folded: false }
}

function ofEvent(table: LabelTable, id: RawBuilder<unknown>, column: string): LabelDimension {
  return { kind: 'label', scope: 'event', id, table, column, folded: false }
}

function ofPath(id: RawBuilder<unknown>): LabelDimension {
  return { ...ofEvent('page', id, 'path'), path: true }
}

function ofTime(unit: TimeUnit): BucketDimension {
  return { kind: 'bucket', scope: 'time', unit }
}

const account: ExpressionDimension = {
  kind: 'expression',
  scope: 'visit',
  expression: ({ dialect }) => dialect.accountOfVisit,
}

const visitorKind: ExpressionDimension = {
  kind: 'expression',
  scope: 'visit',
  expression: ({ dialect }) =>
    sql`case when v.start <= ${dialect.firstStartOfPerson} then 'new' else 'returning' end`,
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** 1 Monday … 7 Sunday; filters may also name the day. */
const weekday: ExpressionDimension = {
  kind: 'expression',
  scope: 'time',
  // 1970-01-01 was a Thursday.
  expression: ({ dialect, clock, at }) =>
    sql`((${dialect.quotient(localTime(clock, at), DAY)} + 3) % 7 + 1)`,
  value: (value) => {
    const named = WEEKDAYS.indexOf(String(value).toLowerCase())
    return named < 0 ? Number(value) : named + 1
  },
}

/** 0–23. */
const hour: ExpressionDimension = {
  kind: 'expression',
  scope: 'time',
  expression: ({ dialect, clock, at }) =>
    sql`(${dialect.quotient(localTime(clock, at), HOUR)} % 24)`,
  value: Number,
}

const NAMED = {
  channel: ofAcquisition('channel', false),
  source: ofAcquisition('source'),
  medium: ofAcquisition('medium'),
  campaign: ofAcquisition('campaign'),
  content: ofAcquisition('content'),
  term: ofAcquisition('term'),
  campaign_id: ofAcquisition('campaign_id'),
  referrer: ofAcquisition('referrer'),
  click_id: ofAcquisition('click_id'),
  landing_page: { ...ofPath(sql`v.landing`), scope: 'visit' },
  exit_page: { ...ofPath(sql`v.exit`), scope: 'visit' },
  page: ofPath(sql`e.page`),
  title: ofEvent('title', sql`e.title`, 'text'),
  hostname: ofEvent('page', sql`e.page`, 'hostname'),
  event: ofEvent('name', sql`e.name`, 'text'),
  country: ofPlace('country'),
  region: ofPlace('region'),
  city: ofPlace('city'),
  language: ofClient('language'),
  device: ofClient('device'),
  browser: ofClient('browser'),
  browser_version: ofClient('browser_version'),
  os: ofClient('os'),
  os_version: ofClient('os_version'),
  screen: ofClient('screen'),
  account,
  visitor_kind: visitorKind,
  weekday,
  hour,
  'time:hour': ofTime('hour'),
  'time:day': ofTime('day'),
  'time:week': ofTime('week'),
  'time:month': ofTime('month'),
} satisfies Record<NamedDimension, DimensionSource>

export function sourceOf(dimension: Dimension): DimensionSource {
  if (dimension.startsWith('prop:')) return ofProperty(dimension.slice('prop:'.length))
  if (dimension.startsWith('variant:')) return ofVariant(dimension.slice('variant:'.length))
  return NAMED[dimension as NamedDimension]
}

function ofProperty(key: string): ExpressionDimension {
  return { kind: 'expression', scope: 'event', expression: ({ dialect }) => dialect.property(key) }
}

/** The variant that the visit's first exposure to the experiment showed. */
function ofVariant(experiment: string): ExpressionDimension {
  return {
    kind: 'expression',
    scope: 'visit',
    expression: ({ dialect }) => dialect.variantOfVisit(experiment),
  }
}

/** The site's wall clock as if it were UTC, in ms: one case for each change of offset in the period. */
export function localTime(clock: LocalClock, at: RawBuilder<unknown>): RawBuilder<unknown> {
  const last = clock.spans.at(-1)?.offset ?? 0
  if (clock.spans.length <= 1) return sql`(${at} + ${sql.lit(last)})`
  return sql`(${at} + ${offset(clock, at)})`
}

export function offset(clock: LocalClock, at: RawBuilder<unknown>): RawBuilder<unknown> {
  const last = clock.spans.at(-1)?.offset ?? 0
  const cases = clock.spans
    .slice(0, -1)
    .map((span) => sql`when ${at} < ${sql.lit(span.to)} then ${sql.lit(span.offset)}`)
  return cases.length === 0
    ? sql`${sql.lit(last)}`
    : sql`case ${sql.join(cases, sql` `)} else ${sql.lit(last)} end`
}
