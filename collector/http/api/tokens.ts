import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { addToken, listTokens, removeToken, Token, TokenInput } from '../../auth/tokens.ts'
import { found } from '../../config/refusal.ts'
import type { AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { body, json, ListQuery, listOf, PROBLEMS, page, SitePath, ThingPath } from '../schemas.ts'

const tags = ['Tokens']
const NewToken = Token.extend({
  token: z.string().openapi({ description: 'The secret; shown here and never again' }),
})

export const tokens = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'Tokens of the site',
      middleware: [needs('admin')] as const,
      request: { params: SitePath, query: ListQuery },
      responses: { 200: json(listOf(Token), 'Tokens'), ...PROBLEMS },
    }),
    async (c) => {
      const all = await listTokens(c.var.shared.settings, Number(c.var.site.id))
      return c.json(page(all, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      tags,
      summary: 'Make a token for this site',
      middleware: [needs('admin')] as const,
      request: { params: SitePath, body: body(TokenInput) },
      responses: { 201: json(NewToken, 'The token with its secret'), ...PROBLEMS },
    }),
    async (c) => {
      const { settings, now } = c.var.shared
      return c.json(
        await addToken(settings, Number(c.var.site.id), c.req.valid('json'), now()),
        201,
      )
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      tags,
      summary: 'One token',
      middleware: [needs('admin')] as const,
      request: { params: ThingPath },
      responses: { 200: json(Token, 'The token without its secret'), ...PROBLEMS },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const all = await listTokens(c.var.shared.settings, Number(c.var.site.id))
      const token = all.find((one) => one.id === id)
      return c.json(found(token, `token "${id}"`), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{id}',
      tags,
      summary: 'Remove a token; it stops working at once',
      middleware: [needs('admin')] as const,
      request: { params: ThingPath },
      responses: { 204: { description: 'Gone' }, ...PROBLEMS },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const gone = await removeToken(c.var.shared.settings, id, Number(c.var.site.id))
      found(gone || undefined, `token "${id}"`)
      return c.body(null, 204)
    },
  )
