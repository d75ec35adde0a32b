import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { BoundedMap } from '../bounded-map.ts'
import { databasePath } from '../database-path.ts'
import { SECOND } from '../durations.ts'
import { refusalOf } from '../refusal-of.ts'
import { sqlDoor } from '../sql/door.ts'
import { accounts } from './api/accounts.ts'
import { alertPreviews, alertSteps, alerts } from './api/alerts.ts'
import { audit } from './api/audit.ts'
import { channelSteps, channelsOut } from './api/channels-out.ts'
import { channelsPreview } from './api/channels-preview.ts'
import { deleteEvents } from './api/delete-events.ts'
import { deliveries } from './api/deliveries.ts'
import { digests, digestTries } from './api/digests.ts'
import { draftPreviews } from './api/draft-previews.ts'
import { ecbRates, isCsv } from './api/ecb-rates.ts'
import { events } from './api/events.ts'
import { experimentNumbers } from './api/experiment-numbers.ts'
import { experimentSteps, experiments } from './api/experiments.ts'
import { rawEvents } from './api/export.ts'
import { imports } from './api/imports.ts'
import { linkClicks } from './api/link-clicks.ts'
import { members } from './api/members.ts'
import { annotations, funnels, goals, links, segments, views } from './api/nouns.ts'
import { offlineConversions } from './api/offline-conversions.ts'
import { people } from './api/people.ts'
import { rates } from './api/rates.ts'
import { reports } from './api/reports.ts'
import { scriptCheck } from './api/script-check.ts'
import { shares } from './api/shares.ts'
import { aliases, channels, eventNames, exclusions, health, naming } from './api/sheets.ts'
import { sites } from './api/sites.ts'
import { spend } from './api/spend.ts'
import { spendList } from './api/spend-list.ts'
import { sql } from './api/sql.ts'
import { subscriptions } from './api/subscriptions.ts'
import { tokens } from './api/tokens.ts'
import { mountAssistants } from './assistants.ts'
import { SignInLimits } from './attempts.ts'
import { asking } from './between.ts'
import { mountCollectors } from './collectors.ts'
import { mountConfirmation } from './confirmation.ts'
import { mountDashboard } from './dashboard.ts'
import { mountDocs } from './docs.ts'
import { DraftPreviews } from './draft-previews.ts'
import { mountEntrance } from './entrance.ts'
import type { AppContext, AppEnv, Dependencies, Shared } from './environment.ts'
import { Gate } from './gate.ts'
import { mountHealth } from './health.ts'
import { ImportJobs } from './import-jobs.ts'
import { intakeDoor } from './intake-door.ts'
import { LiveFeeds } from './live-feeds.ts'
import { MailLimits } from './mail-limits.ts'
import { Mover } from './mover.ts'
import { mountNothingThere } from './nothing-there.ts'
import { OpenStreams } from './open-streams.ts'
import { documentPeers } from './peers/documented.ts'
import { mountPlausible } from './peers/plausible.ts'
import { mountPeerScripts } from './peers/scripts.ts'
import { mountUmami } from './peers/umami.ts'
import { answerError, problem, problemResponse } from './problem.ts'
import { providerHere } from './provider-here.ts'
import { mountPublicIntake } from './public-intake.ts'
import { RateLimit } from './rate-limit.ts'
import { mountScript, scripts } from './script.ts'
import { mountShortLinks, settleClicks } from './short-links.ts'
import { sealSignInPage } from './sign-in-link.ts'
import { StorageHealth } from './storage-health.ts'
import { byOwner, toOwner } from './to-owner.ts'
import { mountUnsubscribe } from './unsubscribe.ts'

const MOST_BYTES = 2 * 1_048_576
const IMPORT = /^\/api\/sites\/[^/]+\/(?:events|spend|subscriptions|imports)$/u
const RATES = /^\/api\/sites\/[^/]+\/rates$/u

/** Imports may be larger and hold themselves to their own bound. */
function isImport(c: AppContext): boolean {
  const { path } = c.req
  return IMPORT.test(path) || (RATES.test(path) && isCsv(c))
}

/** An answer is for a program: a browser that is led to one runs, frames and embeds nothing of it. */
const API_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
} as const

function share(dependencies: Dependencies): Shared {
  const { config, intake, owners, log, now } = dependencies
  const gate = new Gate()
  const ask = asking(owners, now)
  const other = (number: number) => owners.other(number) ?? { number, address: null }
  const storage = new StorageHealth(log, now)
  intake.onStorage((failed) => (failed ? storage.commitFailed(failed) : storage.committed()))
  const mover = new Mover({ ...dependencies, gate, ask, other })
  mover.resume().catch((error: unknown) => log.error({ err: error }, 'a move could not go on'))
  return {
    ...dependencies,
    storage,
    feeds: new LiveFeeds(dependencies, (error) => {
      if (!storage.asked(error)) log.error({ err: error }, 'a live report failed')
    }),
    streams: new OpenStreams(),
    signIn: new SignInLimits(),
    provider: providerHere(dependencies),
    mailLimits: new MailLimits(),
    visits: new RateLimit({ perSecond: 1, burst: 120 }),
    noted: new BoundedMap(10_000),
    previews: new DraftPreviews(),
    imports: new ImportJobs(dependencies),
    owner: toOwner(dependencies),
    gate,
    mover,
    sql: sqlDoor({
      path: databasePath(config.data),
      limit_ms: config.reportSeconds * SECOND,
      ending: dependencies.ending,
    }),
    scriptFetches: new Map(),
  }
}

/** What requests of people and programs go through; the public intake's path matches none of it. */
function prepare(root: OpenAPIHono<AppEnv>, shared: Shared): void {
  root.use('/api/*', async (c, next) => {
    c.set('shared', shared)
    await next()
  })
  root.use('/api/sites/:site/*', byOwner(shared))
  const bounded = bodyLimit({
    maxSize: MOST_BYTES,
    onError: () => problemResponse(problem(413, `a body has at most ${MOST_BYTES} bytes`)),
  })
  root.use('/api/*', (c, next) => (isImport(c) ? next() : bounded(c, next)))
  root.use('/api/*', async (c, next) => {
    await next()
    // Whoever has changed something sees it in the reports that are asked for next.
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') await shared.copied()
  })
  root.use('/api/sites/:site/links/*', settleClicks(shared))
  root.use('/api/sites/:site/link-clicks', settleClicks(shared))
  root.use('/api/*', async (c, next) => {
    await next()
    c.header('cache-control', 'no-store')
    for (const [name, value] of Object.entries(API_HEADERS))
      if (!c.res.headers.has(name)) c.header(name, value)
  })
}

/** What a site tells people. */
function mountTelling(root: OpenAPIHono<AppEnv>) {
  return root
    .route('/api/sites/:site/alert-previews', alertPreviews)
    .route('/api/sites/:site/alerts', alertSteps)
    .route('/api/sites/:site/alerts', alerts)
    .route('/api/sites/:site/channels-out', channelSteps)
    .route('/api/sites/:site/channels-out', channelsOut)
    .route('/api/sites/:site/deliveries', deliveries)
    .route('/api/sites/:site/digests', digestTries)
    .route('/api/sites/:site/digests', digests)
}

function mountApi(root: OpenAPIHono<AppEnv>) {
  return mountEntrance(mountTelling(root))
    .route('/api/experiments', experimentNumbers)
    .route('/api/sites', sites)
    .route('/api/sites/:site/goals', goals)
    .route('/api/sites/:site/funnels', funnels)
    .route('/api/sites/:site/draft-previews', draftPreviews)
    .route('/api/sites/:site/experiments', experimentSteps)
    .route('/api/sites/:site/experiments', experiments)
    .route('/api/sites/:site/segments', segments)
    .route('/api/sites/:site/views', views)
    .route('/api/sites/:site/annotations', annotations)
    .route('/api/sites/:site/link-clicks', linkClicks)
    .route('/api/sites/:site/links', links)
    .route('/api/sites/:site/channels', channels)
    .route('/api/sites/:site/channels', channelsPreview)
    .route('/api/sites/:site/aliases', aliases)
    .route('/api/sites/:site/naming', naming)
    .route('/api/sites/:site/event-names', eventNames)
    .route('/api/sites/:site/exclusions', exclusions)
    .route('/api/sites/:site/health', health)
    .route('/api/sites/:site/rates', ecbRates)
    .route('/api/sites/:site/rates', rates)
    .route('/api/sites/:site/spend', spend)
    .route('/api/sites/:site/spend', spendList)
    .route('/api/sites/:site/subscriptions', subscriptions)
    .route('/api/sites/:site/imports', imports)
    .route('/api/sites/:site/offline-conversions', offlineConversions)
    .route('/api/sites/:site/tokens', tokens)
    .route('/api/sites/:site/shares', shares)
    .route('/api/sites/:site/members', members)
    .route('/api/sites/:site/audit', audit)
    .route('/api/sites/:site/script', scriptCheck)
    .route('/api/sites/:site/events', events)
    .route('/api/sites/:site/events/delete', deleteEvents)
    .route('/api/sites/:site/export', rawEvents)
    .route('/api/sites/:site/people', people)
    .route('/api/sites/:site/accounts', accounts)
    .route('/api/sites/:site/reports', reports)
    .route('/api/sites/:site/sql', sql)
}

/** The whole of the HTTP side: public intake and script, API, dashboard. */
export function app(dependencies: Dependencies) {
  const root = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return
      // What was given stands beside the error, whose type does not tell of it.
      throw refusalOf(result.error, 'data' in result ? result.data : undefined)
    },
  })
  const shared = share(dependencies)
  root.onError((error, c) => answerError(error, c, shared))
  root.notFound((c) => problemResponse(problem(404, `there is nothing at ${c.req.path}`)))
  const door = intakeDoor(shared)
  mountPublicIntake(root, shared, door)
  mountPlausible(root, shared, door)
  mountUmami(root, shared, door)
  documentPeers(root)
  const scriptOf = scripts(dependencies.assets)
  mountScript(root, shared, scriptOf)
  mountHealth(root, shared)
  mountCollectors(root, shared)
  mountShortLinks(root, dependencies)
  mountUnsubscribe(root, dependencies)
  mountConfirmation(root, dependencies)
  mountNothingThere(root)
  prepare(root, shared)
  sealSignInPage(root)
  mountAssistants(root, shared)
  const api = mountApi(root)
  mountDocs(root)
  mountDashboard(root, dependencies)
  mountPeerScripts(root, shared, scriptOf)
  return api
}

/** The routes as types, for a typed client. */
export type Api = ReturnType<typeof app>
