import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { type Preview, preview } from '../../alerts/preview.ts'
import { testAlert } from '../../alerts/test-alert.ts'
import { siteOfAlerts } from '../../alerts/tick.ts'
import { fewAtOnce } from '../../few-at-once.ts'
import { AlertInput, BrokenReason, PastReading, Reading } from '../../settings/alert-definition.ts'
import { type AlertEvent, alertHistory, HAPPENINGS } from '../../settings/alert-states.ts'
import * as alert from '../../settings/alerts.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { publicOrigin } from '../origin.ts'
import { body, json, ListQuery, listOf, PROBLEMS, page, SitePath, ThingPath } from '../schemas.ts'
import { runOptions } from './reports.ts'
import { things } from './things.ts'

const tags = ['Alerts']

export const alerts = things({
  one: 'alert',
  many: 'Alerts',
  input: AlertInput,
  output: alert.Alert,
  list: alert.listAlerts,
  byId: alert.alertById,
  add: alert.addAlert,
  replace: alert.replaceAlert,
  remove: alert.removeAlert,
  noted: ({ status: _, ...written }) => written,
})

const Event: z.ZodType<AlertEvent> = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.enum(HAPPENINGS),
  reading: PastReading.nullable(),
  reason: BrokenReason.nullable(),
  told_at: z.iso.datetime().nullable(),
})

const history = createRoute({
  method: 'get',
  path: '/{id}/history',
  tags,
  summary: 'What happened to an alert, the latest first',
  middleware: [needs('read')] as const,
  request: { params: ThingPath, query: ListQuery },
  responses: { 200: json(listOf(Event), 'What fired, was over, or broke'), ...PROBLEMS },
})

const tried = createRoute({
  method: 'post',
  path: '/{id}/test',
  tags,
  summary: 'Tell the ways out of an alert how it stands, as if it fired now',
  middleware: [needs('write')] as const,
  request: { params: ThingPath },
  responses: { 200: json(z.object({ sent: z.int() }), 'To how many it goes out'), ...PROBLEMS },
})

const Tried: z.ZodType<Preview> = z.object({
  intervals: z.array(
    Reading.extend({
      breached: z.boolean().nullable(),
      happened: z.enum(['fired', 'recovered']).nullable(),
    }),
  ),
  fired: z.int(),
  days: z.int(),
  as_of: z.iso.datetime().nullable(),
  reason: BrokenReason.nullable(),
})

const previewed = createRoute({
  method: 'post',
  path: '/',
  tags,
  summary: 'When an alert would have fired in the last 30 days, or half a year of weeks',
  middleware: [needs('read')] as const,
  request: { params: SitePath, body: body(AlertInput) },
  responses: { 200: json(Tried, 'Interval by interval'), ...PROBLEMS },
})

/** Each asks many reports. */
const few = fewAtOnce(2, 8, 'many alerts are being tried; try again in a minute')

function asked(c: AppContext) {
  const { settings, reports, now } = c.var.shared
  const { domain } = c.var.site
  const options = { ...runOptions(c), patient: true }
  const run = (name: string, request: unknown) => reports.run(name, domain, request, options)
  return { settings, site: siteOfAlerts(c.var.site, publicOrigin(c)), at: { now: now(), run } }
}

/** A path of its own: Hono's quick router takes no word beside `alerts/:id`. */
export const alertPreviews = new OpenAPIHono<AppEnv>().openapi(previewed, async (c) => {
  const { settings, site, at } = asked(c)
  return c.json(await few(() => preview(settings, site, c.req.valid('json'), at)), 200)
})

/** `GET …/:id/history`, `POST …/:id/test` (spec: api.md, "Things"). */
export const alertSteps = new OpenAPIHono<AppEnv>()
  .openapi(history, async (c) => {
    const { settings } = c.var.shared
    const { id } = await alert.alertById(settings, Number(c.var.site.id), c.req.valid('param').id)
    return c.json(page(await alertHistory(settings, id), c.req.valid('query')), 200)
  })
  .openapi(tried, async (c) => {
    const { settings, site, at } = asked(c)
    const known = await alert.alertById(settings, site.id, c.req.valid('param').id)
    return c.json({ sent: await few(() => testAlert(settings, site, known, at)) }, 200)
  })
