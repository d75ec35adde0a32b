import { AttributionAnswer, AttributionRequest, attribution } from './attribution.ts'
import * as channels from './channels-preview.ts'
import { customerReports } from './customer-reports.ts'
import { DataQualityAnswer, DataQualityRequest, dataQuality } from './data-quality.ts'
import * as deletion from './deletion.ts'
import { ExperimentAnswer } from './experiment/answer.ts'
import { ExperimentRequest } from './experiment/asked.ts'
import { experimentTable, metricTable } from './experiment/table.ts'
import { experiment } from './experiment.ts'
import { ExplainAnswer, ExplainRequest, explain } from './explain.ts'
import { ExportAnswer } from './export/export-part.ts'
import { ExportRequest, exportPart } from './export.ts'
import { FunnelAnswer, FunnelRequest, funnel } from './funnel.ts'
import { FunnelPeopleAnswer, FunnelPeopleRequest, funnelPeople } from './funnel-people.ts'
import { HoldoutAnswer, HoldoutRequest } from './holdout/answer.ts'
import { holdout } from './holdout.ts'
import { LiveAnswer, LiveRequest, live } from './live.ts'
import { MagicNumberAnswer, MagicNumberRequest, magicNumber } from './magic-number.ts'
import { MadeOffline, OfflineRequest, offlineConversions } from './offline-conversions.ts'
import { PathsAnswer, PathsRequest, paths } from './paths.ts'
import { PeopleAnswer, PeopleRequest, people } from './people.ts'
import { PersonAnswer, PersonRequest, personTimeline } from './person.ts'
import { PersonExportRequest, personExport } from './person-export.ts'
import { PlanAnswer } from './plan/told.ts'
import { PlanRequest, plan } from './plan.ts'
import { PropertiesAnswer, PropertiesRequest, properties } from './properties.ts'
import { report } from './report.ts'
import { RetentionAnswer, RetentionRequest, retention } from './retention.ts'
import {
  RetentionFeaturesAnswer,
  RetentionFeaturesRequest,
  retentionFeatures,
} from './retention-features.ts'
import { SpendReportAnswer, SpendReportRequest, spendReport } from './spend.ts'
import { ReadSpend, readSpend, SpendRequest } from './spend-file.ts'
import { SpendRowsAnswer, SpendRowsRequest, spendRows } from './spend-rows.ts'
import { StatsAnswer, StatsRequest, stats } from './stats.ts'
import {
  ReadSubscriptions,
  readSubscriptions,
  SubscriptionFileRequest,
} from './subscription-file.ts'
import { UnconvertedAnswer, UnconvertedRequest, unconverted } from './unconverted.ts'
import { usualReports } from './usual-reports.ts'
import { ValuesAnswer, ValuesRequest, values } from './values.ts'

/** Every report by the name in its path. */
export const reports = {
  stats: report({
    summary: 'Metrics by dimensions',
    request: StatsRequest,
    answer: StatsAnswer,
    run: stats,
  }),
  retention: report({
    summary: 'Who comes back, by when they came first',
    request: RetentionRequest,
    answer: RetentionAnswer,
    run: retention,
  }),
  attribution: report({
    summary: 'What each channel, source or campaign brought, by several models, and what it cost',
    request: AttributionRequest,
    answer: AttributionAnswer,
    run: attribution,
  }),
  plan: report({
    summary: 'What it takes to reach a number of customers or a revenue',
    request: PlanRequest,
    answer: PlanAnswer,
    run: plan,
  }),
  ...customerReports,
  'magic-number': report({
    summary: 'What those who stay did in their first days more than others',
    request: MagicNumberRequest,
    answer: MagicNumberAnswer,
    run: magicNumber,
  }),
  'retention/features': report({
    summary: 'What those who come back did in their first period',
    request: RetentionFeaturesRequest,
    answer: RetentionFeaturesAnswer,
    run: retentionFeatures,
  }),
  paths: report({
    summary: 'Which pages and events follow one another',
    request: PathsRequest,
    answer: PathsAnswer,
    run: paths,
  }),
  live: report({
    summary: 'Who is here now, and what they did last',
    request: LiveRequest,
    answer: LiveAnswer,
    run: live,
    from: 'file',
  }),
  explain: report({
    summary: 'Which values of which dimensions account for a change',
    request: ExplainRequest,
    answer: ExplainAnswer,
    run: explain,
  }),
  ...usualReports,
  people: report({
    summary: 'Who came, the latest seen first',
    request: PeopleRequest,
    answer: PeopleAnswer,
    run: people,
  }),
  'people/timeline': report({
    summary: 'All that one person did',
    request: PersonRequest,
    answer: PersonAnswer,
    run: personTimeline,
  }),
  'people/export': report({
    summary: 'A part of everything that is stored about a person',
    request: PersonExportRequest,
    answer: ExportAnswer,
    run: personExport,
  }),
  funnel: report({
    summary: 'How many come how far along some steps, and where they stop',
    request: FunnelRequest,
    answer: FunnelAnswer,
    run: funnel,
  }),
  'funnel/people': report({
    summary: 'Who reached a step, stopped before it or may still come, and what they did next',
    request: FunnelPeopleRequest,
    answer: FunnelPeopleAnswer,
    run: funnelPeople,
  }),
  holdout: report({
    summary: 'What all experiments together bring, by those who are kept out of them',
    request: HoldoutRequest,
    answer: HoldoutAnswer,
    run: holdout,
    table: ({ compared }) => (compared ? metricTable(compared.metric) : []),
  }),
  experiment: report({
    summary: 'What an experiment has shown, and what to do',
    request: ExperimentRequest,
    answer: ExperimentAnswer,
    run: experiment,
    table: experimentTable,
  }),
  'data-quality': report({
    summary: 'What was dropped, repaired and doubted, and why',
    request: DataQualityRequest,
    answer: DataQualityAnswer,
    run: dataQuality,
  }),
  properties: report({
    summary: 'Which properties events carry',
    request: PropertiesRequest,
    answer: PropertiesAnswer,
    run: properties,
  }),
  unconverted: report({
    summary: 'Amounts that have no rate, or would have none in another currency',
    request: UnconvertedRequest,
    answer: UnconvertedAnswer,
    run: unconverted,
  }),
  values: report({
    summary: 'Which values the dimensions had',
    request: ValuesRequest,
    answer: ValuesAnswer,
    run: values,
  }),
  'channels/preview': report({
    summary: 'How many visits a list of channel rules would move',
    request: channels.ChannelsPreviewRequest,
    answer: channels.ChannelsPreviewAnswer,
    run: channels.channelsPreview,
    from: 'file',
  }),
  'events/deletion': report({
    summary: 'What deleting events by filter would remove',
    request: deletion.Deletable,
    answer: deletion.DeletionPreview,
    run: deletion.deletionPreview,
    from: 'file',
  }),
  'events/deletion/list': report({
    summary: 'A part of those events',
    request: deletion.ListRequest,
    answer: deletion.ListAnswer,
    run: deletion.deletionList,
    from: 'file',
  }),
  spend: report({
    summary: 'What campaigns cost, and how much of it found its visits',
    request: SpendReportRequest,
    answer: SpendReportAnswer,
    run: spendReport,
  }),
  'spend/rows': report({
    summary: 'The rows of spend that count',
    request: SpendRowsRequest,
    answer: SpendRowsAnswer,
    run: spendRows,
  }),
  'spend/read': report({
    summary: 'What rows or a file of spend say, and what storing them would change',
    request: SpendRequest,
    answer: ReadSpend,
    run: readSpend,
  }),
  'subscriptions/read': report({
    summary: 'What a billing system’s file says of subscriptions, and what of it is new',
    request: SubscriptionFileRequest,
    answer: ReadSubscriptions,
    run: readSubscriptions,
    from: 'now',
  }),
  'offline-conversions': report({
    summary: 'What of a goal goes out to an ad platform, and why the rest does not',
    request: OfflineRequest,
    answer: MadeOffline,
    run: offlineConversions,
  }),
  export: report({
    summary: 'A part of the raw events',
    request: ExportRequest,
    answer: ExportAnswer,
    run: exportPart,
  }),
} as const

export type ReportName = keyof typeof reports

/**
 * `file`: read from the file, also where another engine tells of the rest. `now`: it has to know of all that has been stored
 * by now, so it is read from the file as long as that holds all events. Undefined where neither matters.
 */
export function sourceOf(name: string): 'file' | 'now' | undefined {
  return isReport(name) ? (reports[name] as { from?: 'file' | 'now' }).from : undefined
}

export function isReport(name: string): name is ReportName {
  return Object.hasOwn(reports, name)
}
