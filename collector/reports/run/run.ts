import { sql } from 'kysely'
import { importedDays } from '../../imported/read.ts'
import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import { refusalOf } from '../../refusal-of.ts'
import { accountNotes } from '../../settings/account-notes.ts'
import { listExperiments } from '../../settings/experiments/experiments.ts'
import { listFunnels } from '../../settings/funnels.ts'
import { listGoals } from '../../settings/goals.ts'
import { healthSettings } from '../../settings/health.ts'
import { offlineName, sentOf } from '../../settings/offline.ts'
import { ratesOn } from '../../settings/rates.ts'
import { listSegments } from '../../settings/segments.ts'
import { siteRules } from '../../settings/site-rules.ts'
import { siteByDomain } from '../../settings/sites.ts'
import { mappingOf } from '../../settings/spend.ts'
import { spendOf } from '../../settings/spend-list.ts'
import { storesNothingSince } from '../../settings/storage-change.ts'
import type { Settings } from '../../settings/tables.ts'
import type { EventReader } from '../../store/port.ts'
import { chosenCustomers } from '../accounts/chosen-customers.ts'
import { chosenUnits } from '../funnel/chosen-units.ts'
import type { ReportScope } from '../port.ts'
import type { ReportContext, ReportSettings } from '../question/context.ts'
import { requireKnownExperiments } from '../question/known-experiments.ts'
import type { Meta } from '../question/request.ts'
import { isReport, reports } from '../registry.ts'
import { heldOf, requireShown, throughLink, withoutPeople } from './shared-view.ts'

/** What a report runs on: the events and the settings as they are now. */
export interface ReportRoom {
  reader: EventReader
  settings: Settings
  /** The collector's own file, in which imported days lie; absent where the settings lie in it, too. */
  file?: Settings
  /** Epoch ms. */
  now: number
  /** Up to when the reader knows of everything, epoch ms; undefined where that is now. */
  freshUntil?: number | undefined
  /** From when on the collector takes events of sites, by their numbers; of others those of any time. */
  takesSince?: ReadonlyMap<number, number>
}

export interface ReportTask {
  name: string
  /** Domain. */
  site: string
  request: unknown
  /** Of a shared link, when that is how it is asked; `segment` null: all of the site's visits. */
  scope?: ReportScope
}

/** Runs a report. Throws a Refusal: 404 for an unknown report or site, 400 and 422 for its request. */
export async function runReport(room: ReportRoom, task: ReportTask): Promise<unknown> {
  const context = await contextOf(room, task.site, task.scope)
  if (!isReport(task.name)) {
    throw new Refusal(404, unknownName('report', task.name, Object.keys(reports)))
  }
  if (task.scope) requireShown(task.name, task.scope)
  const { request: schema, run } = reports[task.name]
  const parsed = schema.safeParse(task.request)
  if (!parsed.success) throw refusalOf(parsed.error, task.request)
  await requireKnownExperiments(context, Object(parsed.data))
  // The schema and the function that it feeds stand in one entry of the registry.
  const answer = await (run as (context: ReportContext, request: unknown) => Promise<unknown>)(
    context,
    task.scope ? throughLink(parsed.data, task.scope) : parsed.data,
  )
  const doubted = withDoubts(answer, context.doubts)
  return task.scope ? withoutPeople(doubted) : doubted
}

function withDoubts(answer: unknown, doubts: ReadonlySet<string>): unknown {
  if (doubts.size === 0) return answer
  const { meta, ...rest } = answer as { meta: Meta }
  return { meta: { ...meta, warnings: [...meta.warnings, ...doubts] }, ...rest }
}

/** What whatever is asked of the site runs in. Throws a 404 for an unknown one. */
export async function contextOf(
  room: ReportRoom,
  domain: string,
  scope?: ReportScope,
): Promise<ReportContext> {
  const site = { ...(await siteContext(room, domain)), held: heldOf(scope) }
  const customersOf: ReportContext['customersOf'] = (conditions, period) =>
    chosenCustomers(site, conditions, period)
  const looking = { ...site, customersOf }
  const unitsOf: ReportContext['unitsOf'] = (filter, period) => chosenUnits(looking, filter, period)
  return { ...looking, unitsOf }
}

async function siteContext(
  { reader, settings, file = settings, now, freshUntil, takesSince }: ReportRoom,
  domain: string,
): Promise<Omit<ReportContext, 'held' | 'unitsOf' | 'customersOf'>> {
  const site = await siteByDomain(settings, domain)
  const id = Number(site.id)
  const access: ReportSettings = {
    goals: () => listGoals(settings, id),
    segments: () => listSegments(settings, id),
    experiments: () => listExperiments(settings, id),
    rates: (into, dates) => ratesOn(settings, id, { into, ...dates }),
    funnels: () => listFunnels(settings, id),
    rules: () => siteRules(settings, id),
    storesNothingSince: () => storesNothingSince(settings, id),
    health: () => healthSettings(settings, id),
    accountNotes: () => accountNotes(settings, id),
    spend: (asked) => spendOf(settings, id, asked),
    mapping: (name) => mappingOf(settings, id, name),
    offlineSent: (files, events) => sentOf(settings, id, files, events),
    offlineName: (files) => offlineName(settings, id, files),
  }
  const [row] = await reader.rows<Pick<ReportContext, 'first' | 'firstVisit'>>(
    sql`select ${reader.dialect.firstMoment(id)} as "first", ${reader.dialect.firstMoment(id, 'visits')} as "firstVisit"`,
  )
  const { first = null, firstVisit = null } = row ?? {}
  const since = takesSince?.get(id) ?? null
  const imported = importedDays(file, id)
  const context = { reader, site, now, freshUntil, takesSince: since, first, firstVisit, imported }
  return { ...context, settings: access, doubts: new Set() }
}
