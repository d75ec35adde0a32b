import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { may } from '../../auth/caller.ts'
import { addOwnedSite } from '../../settings/assignments.ts'
import { ListedSite, listedSites } from '../../settings/listed-sites.ts'
import { changeSite, removeSite, Site, SiteChange, SiteInput } from '../../settings/sites.ts'
import type { AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs, signedIn } from '../needs.ts'
import { body, json, ListQuery, listOf, PROBLEMS, page, SitePath } from '../schemas.ts'

const tags = ['Sites']

export const sites = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'The sites you may see',
      middleware: [signedIn] as const,
      request: { query: ListQuery },
      responses: { 200: json(listOf(ListedSite), 'Sites by domain'), ...PROBLEMS },
    }),
    async (c) => {
      const all = await listedSites(c.var.shared)
      const mine = all.filter((site) => may(c.var.caller, 'read', Number(site.id)))
      return c.json(page(mine, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      tags,
      summary: 'Add a site',
      middleware: [needs('write')] as const,
      request: { body: body(SiteInput) },
      responses: { 201: json(Site, 'The site as it is stored'), ...PROBLEMS },
    }),
    async (c) => {
      const { settings, owners, now } = c.var.shared
      const site = await addOwnedSite(settings, c.req.valid('json'), {
        own: owners.number,
        now: now(),
      })
      await noteChange(c, { what: 'added', thing: 'site', site: Number(site.id), after: site })
      return c.json(site, 201)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{site}',
      tags,
      summary: 'One site',
      middleware: [needs('read')] as const,
      request: { params: SitePath },
      responses: { 200: json(Site, 'The site'), ...PROBLEMS },
    }),
    (c) => c.json(c.var.site, 200),
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/{site}',
      tags,
      summary: 'Change a site; what is left out stays',
      middleware: [needs('write')] as const,
      request: { params: SitePath, body: body(SiteChange) },
      responses: { 200: json(Site, 'The site as it is stored'), ...PROBLEMS },
    }),
    async (c) => {
      const { settings, now } = c.var.shared
      const before = c.var.site
      const after = await changeSite(settings, before, c.req.valid('json'), now())
      await noteChange(c, { what: 'changed', thing: 'site', before, after })
      return c.json(after, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{site}',
      tags,
      summary: 'Remove a site with all its events',
      middleware: [needs('admin')] as const,
      request: { params: SitePath },
      responses: { 204: { description: 'Gone' }, ...PROBLEMS },
    }),
    async (c) => {
      const { settings, intake, log } = c.var.shared
      // Its history goes with it: only the log remembers.
      log.info({ site: c.var.site.id }, 'security: removed')
      await removeSite(settings, c.var.site)
      await intake.removeSite(Number(c.var.site.id))
      return c.body(null, 204)
    },
  )
