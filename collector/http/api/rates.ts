import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { found } from '../../refusal.ts'
import {
  listRates,
  Rate,
  RateRows,
  removeRate,
  requirePairs,
  storeRates,
} from '../../settings/rates.ts'
import type { AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { body, json, ListQuery, listOf, PROBLEMS, page, SitePath } from '../schemas.ts'

const tags = ['Rates']
const RatePath = SitePath.extend(Rate.pick({ day: true, currency: true }).shape)

export const rates = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'Exchange rates by day',
      middleware: [needs('read')] as const,
      request: { params: SitePath, query: ListQuery },
      responses: { 200: json(listOf(Rate), 'Rates, the newest first'), ...PROBLEMS },
    }),
    async (c) => {
      const all = await listRates(c.var.shared.settings, Number(c.var.site.id))
      return c.json(page(all, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      tags,
      summary: 'Store rates; the same day and currencies replace',
      middleware: [needs('write')] as const,
      request: { params: SitePath, body: body(RateRows) },
      responses: { 201: json(RateRows, 'The rows as they are stored'), ...PROBLEMS },
    }),
    async (c) => {
      const rows = c.req.valid('json')
      requirePairs(rows, c.var.site.currency)
      await storeRates(c.var.shared.settings, Number(c.var.site.id), rows)
      await noteChange(c, { what: 'added', thing: 'rate', after: rows })
      return c.json(rows, 201)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{day}/{currency}',
      tags,
      summary: 'Remove one rate',
      middleware: [needs('write')] as const,
      request: { params: RatePath, query: Rate.pick({ base: true }) },
      responses: { 204: { description: 'Gone' }, ...PROBLEMS },
    }),
    async (c) => {
      const { day, currency } = c.req.valid('param')
      const { base = c.var.site.currency } = c.req.valid('query')
      const site = Number(c.var.site.id)
      const gone = await removeRate(c.var.shared.settings, site, { day, currency, base })
      found(gone || undefined, `rate of ${currency} in ${base} on ${day}`)
      await noteChange(c, { what: 'removed', thing: 'rate', before: { day, currency, base } })
      return c.body(null, 204)
    },
  )
