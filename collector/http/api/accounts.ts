import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import {
  type AccountNamesAnswer,
  AccountNamesAnswer as Names,
} from '../../reports/account-names.ts'
import {
  type AccountTimelineAnswer,
  AccountTimelineAnswer as Timeline,
} from '../../reports/account-timeline.ts'
import { AccountNote, replaceAccountNote } from '../../settings/account-notes.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { body, json, PROBLEMS, SitePath } from '../schemas.ts'
import { runOptions } from './reports.ts'

const tags = ['Accounts']

const AccountPath = SitePath.extend({
  account: z.string().min(1).max(200).openapi({ example: 'acme' }),
})

const NamesQuery = z.object({
  search: z.string().min(1).max(200),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

const TimelineQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional(),
})

/** Reads about one account in a report's thread. Rejects with a 404 for one that is unknown. */
async function read(c: AppContext, request: object): Promise<AccountTimelineAnswer> {
  const { shared, site } = c.var
  const answer = await shared.reports.run('accounts/timeline', site.domain, request, runOptions(c))
  return answer as AccountTimelineAnswer
}

export const accounts = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'Accounts by what their names have in them',
      middleware: [needs('read')] as const,
      request: { params: SitePath, query: NamesQuery },
      responses: { 200: json(Names, 'Those that begin with it first'), ...PROBLEMS },
    }),
    async (c) => {
      const { shared, site } = c.var
      const request = c.req.valid('query')
      const run = shared.reports.run('accounts/names', site.domain, request, runOptions(c))
      return c.json((await run) as AccountNamesAnswer, 200)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{account}',
      tags,
      summary: 'What an account pays for, who looks after it, and what its people did',
      middleware: [needs('read')] as const,
      request: { params: AccountPath, query: TimelineQuery },
      responses: { 200: json(Timeline, 'The account and a page of visits'), ...PROBLEMS },
    }),
    async (c) => {
      const { account } = c.req.valid('param')
      return c.json(await read(c, { account, ...c.req.valid('query') }), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/{account}',
      tags,
      summary: 'Say who looks after an account, and what is to be known of it',
      middleware: [needs('write')] as const,
      request: { params: AccountPath, body: body(AccountNote) },
      responses: { 200: json(AccountNote, 'As it is stored'), ...PROBLEMS },
    }),
    async (c) => {
      const { account } = c.req.valid('param')
      const input = c.req.valid('json')
      await read(c, { account, limit: 1 })
      const { settings, now } = c.var.shared
      const site = Number(c.var.site.id)
      await replaceAccountNote(settings, { site, account, ...input, at: now() })
      // Not whose: an account that is erased is to be forgotten here as well.
      await noteChange(c, { what: 'changed', thing: 'account note' })
      return c.json(input, 200)
    },
  )
