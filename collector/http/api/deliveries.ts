import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Delivery, DeliveryQuery, listDeliveries, sendAgain } from '../../sending/deliveries.ts'
import type { AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { json, listOf, PROBLEMS, SitePath, ThingPath } from '../schemas.ts'

const tags = ['Deliveries']

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'What the site told, to whom, and how that went; the latest first',
  middleware: [needs('write')] as const,
  request: { params: SitePath, query: DeliveryQuery },
  responses: { 200: json(listOf(Delivery), 'Deliveries of 90 days, 2,000 at most'), ...PROBLEMS },
})

const again = createRoute({
  method: 'post',
  path: '/{id}/again',
  tags,
  summary: 'Send one again',
  middleware: [needs('write')] as const,
  request: { params: ThingPath },
  responses: { 200: json(Delivery, 'As it now waits'), ...PROBLEMS },
})

export const deliveries = new OpenAPIHono<AppEnv>()
  .openapi(list, async (c) => {
    const site = Number(c.var.site.id)
    return c.json(await listDeliveries(c.var.shared.settings, site, c.req.valid('query')), 200)
  })
  .openapi(again, async (c) => {
    const { settings, now } = c.var.shared
    const { id } = c.req.valid('param')
    return c.json(await sendAgain(settings, Number(c.var.site.id), id, now()), 200)
  })
