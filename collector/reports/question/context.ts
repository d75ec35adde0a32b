import type { SiteRules } from '../../acquisition/site-rules.ts'
import type { ImportedDays } from '../../imported/read.ts'
import type { AccountNote } from '../../settings/account-notes.ts'
import type { Experiment } from '../../settings/experiments/definition.ts'
import type { Condition, Filter } from '../../settings/filter.ts'
import type { FoundUnits, FunnelFilter } from '../../settings/funnel-filter.ts'
import type { Funnel } from '../../settings/funnels.ts'
import type { Goal } from '../../settings/goals.ts'
import type { HealthSettings } from '../../settings/health.ts'
import type { OfflineFiles } from '../../settings/offline.ts'
import type { RateInto } from '../../settings/rates.ts'
import type { Segment } from '../../settings/segments.ts'
import type { Site } from '../../settings/sites.ts'
import type { SpendAsked, StandingRow } from '../../settings/spend-list.ts'
import type { Mapping } from '../../spend/header.ts'
import type { EventReader } from '../../store/port.ts'
import type { DateRange, LocalPeriod } from '../time/period.ts'

/** The settings that reports ask for, read when asked. */
export interface ReportSettings {
  goals(): Promise<Goal[]>
  segments(): Promise<Segment[]>
  experiments(): Promise<Experiment[]>
  funnels(): Promise<Funnel[]>
  /** Those into a currency that count on these days. */
  rates(into: string, dates: DateRange): Promise<RateInto[]>
  rules(): Promise<SiteRules>
  /** When the site was told to store nothing any more, epoch ms; null where nobody knows. */
  storesNothingSince(): Promise<number | null>
  /** How the site scores its accounts. */
  health(): Promise<HealthSettings>
  /** What was written about accounts, by account. */
  accountNotes(): Promise<ReadonlyMap<string, AccountNote>>
  /** The rows of spend that count. */
  spend(asked: SpendAsked): Promise<StandingRow[]>
  /** What the columns of an import's files are, where somebody had to say it. */
  mapping(name: string): Promise<Mapping | undefined>
  /** Of the events those that went out to an ad platform, with the name that they went out by. */
  offlineSent(files: OfflineFiles, events: readonly string[]): Promise<Map<string, string>>
  /** What an ad platform calls the goal's conversions; undefined where nothing went out yet. */
  offlineName(files: Omit<OfflineFiles, 'kind'>): Promise<string | undefined>
}

/** What a report runs in: one site, one moment, one reader. */
export interface ReportContext {
  reader: EventReader
  site: Site
  /** Epoch ms. */
  now: number
  /** Up to when the engine knows of everything, epoch ms; undefined where that is now. */
  freshUntil?: number | undefined
  /** From when on the collector takes the site's events, epoch ms; null where those of any time are taken. */
  takesSince: number | null
  /** When the site's first event was; null when it has none. */
  first: number | null
  /** When its first visit began. */
  firstVisit: number | null
  settings: ReportSettings
  /** What is doubtful about the question; the answer's `meta.warnings` end with it. */
  doubts: Set<string>
  /** What other tools tell of the days before. */
  imported: ImportedDays
  /** Visits beyond these are told of nowhere: a shared link is held to them. */
  held: readonly Filter[]
  /** Looks up who is meant by a funnel in the filters, in a period. */
  unitsOf(filter: FunnelFilter, period: LocalPeriod): Promise<FoundUnits>
  /** Looks up who is meant by each condition on what customers are, at the end of a period or now. */
  customersOf(conditions: readonly Condition[], period: LocalPeriod): Promise<FoundUnits[]>
}

/** The number by which the store knows the site. */
export function siteNumber({ site }: Pick<ReportContext, 'site'>): number {
  return Number(site.id)
}
