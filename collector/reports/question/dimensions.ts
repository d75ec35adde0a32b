import { type RawBuilder, sql } from 'kysely'
import { DAY, HOUR } from '../../durations.ts'
import type { Dialect } from '../../store/dialect.ts'
import type { LabelTable } from '../../store/port.ts'
import type { Dimension, NamedDimension } from '../../vocabulary.ts'
import type { TimeUnit } from '../time/buckets.ts'
import type { LocalClock } from '../time/zone.ts'

/**
 * Whether a dimension belongs to the person, to the visit, to the pages that the events of a visit were on, to the single
 * event, or to whichever is counted.
 */
export type Scope = 'person' | 'visit' | 'page' | 'event' | 'time'

/** A column of a small table, by an id in the row. */
interface LabelDimension {
  kind: 'label'
  scope: 'visit' | 'page' | 'event'
  id(rows: Rows): RawBuilder<unknown>
  table: LabelTable
  column: string
  /** Spellings that differ in case are one value. */
  folded: boolean
  /** Texts are paths: one value in all their percent-encodings, shown in the readable one. */
  path?: boolean
}

/** What the rows are that a dimension is asked of. */
export interface Rows {
  /** Rows v may be lone: then they have nothing that visits have. */
  lone: boolean
  /** Alias of the event whose page counts: of the row itself, or one beside it in the same visit. */
  pageOf: 'e' | 'x'
}

/** What an expression over the row needs to know. */
export interface ExpressionContext extends Rows {
  dialect: Dialect
  clock: LocalClock
  /** The instant that the period begins at. */
  begins: number
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

/** A column of the visit; of what belongs to none, null. */
function columnOfVisit(column: string): (rows: Rows) => RawBuilder<unknown> {
  const plain = sql.ref(`v.${column}`)
  const orNone = sql`case when v.alone = 0 then ${plain} end`
  return ({ lone }) => (lone ? orNone : plain)
}

function columnOfPage(column: string): (rows: Rows) => RawBuilder<unknown> {
  const [own, beside] = [sql.ref(`e.${column}`), sql.ref(`x.${column}`)]
  return ({ pageOf }) => (pageOf === 'e' ? own : beside)
}

const ACQUISITION = columnOfVisit('acquisition')

function ofAcquisition(column: string, folded = true): LabelDimension {
  return { kind: 'label', scope: 'visit', id: ACQUISITION, table: 'acquisition', column, folded }
}

const CLIENT = columnOfVisit('client')

function ofClient(column: string): LabelDimension {
  return { kind: 'label', scope: 'visit', id: CLIENT, table: 'client', column, folded: false }
}

const PLACE = columnOfVisit('place')

function ofPlace(column: string): LabelDimension {
  return { kind: 'label', scope: 'visit', id: PLACE, table: 'place', column, folded: false }
}

const PAGE = columnOfPage('page')
const TITLE = columnOfPage('title')

function ofPage(column: string): LabelDimension {
  return { kind: 'label', scope: 'page', id: PAGE, table: 'page', column, folded: false }
}

function ofPath(id: LabelDimension['id']): LabelDimension {
  return { ...ofPage('path'), id, path: true }
}

const title: LabelDimension = { ...ofPage('text'), id: TITLE, table: 'title' }

const NAME = sql`e.name`
const event: LabelDimension = {
  kind: 'label',
  scope: 'event',
  id: () => NAME,
  table: 'name',
  column: 'text',
  folded: false,
}

function ofTime(unit: TimeUnit): BucketDimension {
  return { kind: 'bucket', scope: 'time', unit }
}

/** Of the person, who has one also while there is no visit. */
const account: ExpressionDimension = {
  kind: 'expression',
  scope: 'person',
  expression: ({ dialect }) => dialect.accountOfVisit,
}

/** Of all visits in the period alike: whoever came first ever in it is new in each of them. */
const visitorKind: ExpressionDimension = {
  kind: 'expression',
  scope: 'visit',
  expression: ({ dialect, begins, lone }) => {
    const kind = sql`case when ${dialect.firstStartOfPerson} >= ${begins} then 'new' else 'returning' end`
    return lone ? sql`case when v.alone = 0 then ${kind} end` : kind
  },
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
  link: ofAcquisition('link'),
  channel: ofAcquisition('channel', false),
  source: ofAcquisition('source'),
  medium: ofAcquisition('medium'),
  campaign: ofAcquisition('campaign'),
  content: ofAcquisition('content'),
  term: ofAcquisition('term'),
  campaign_id: ofAcquisition('campaign_id'),
  referrer: ofAcquisition('referrer'),
  click_id: ofAcquisition('click_id'),
  landing_page: { ...ofPath(columnOfVisit('landing')), scope: 'visit' },
  exit_page: { ...ofPath(columnOfVisit('exit')), scope: 'visit' },
  page: ofPath(PAGE),
  title,
  hostname: ofPage('hostname'),
  event,
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
    expression: ({ dialect, lone }) => {
      const variant = dialect.variantOfVisit(experiment)
      return lone ? sql`case when v.alone = 0 then ${variant} end` : variant
    },
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
