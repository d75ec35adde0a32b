import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import {
  addMember,
  changeMember,
  listMembers,
  Member,
  MemberInput,
  memberById,
  removeMember,
} from '../../auth/members.ts'
import { issueSignInLink } from '../../auth/sign-in-links.ts'
import { userById } from '../../auth/users.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { publicOrigin } from '../origin.ts'
import { body, json, ListQuery, listOf, PROBLEMS, page, SitePath, ThingPath } from '../schemas.ts'

const tags = ['Members']
const NewMember = Member.extend({
  sign_in_link: z.string().nullable().openapi({
    description: 'For someone without a password: hand it over; it works once',
  }),
})

/** A link for someone who cannot sign in yet. */
async function invitation(c: AppContext, user: string): Promise<string | null> {
  const { settings, now } = c.var.shared
  const row = await userById(settings, user)
  if (row === undefined || row.password !== null) return null
  const week = 7 * 24 * 60
  return publicOrigin(c) + (await issueSignInLink(settings, user, now(), week))
}

export const members = new OpenAPIHono<AppEnv>()
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      tags,
      summary: 'Who may see the site',
      middleware: [needs('read')] as const,
      request: { params: SitePath, query: ListQuery },
      responses: { 200: json(listOf(Member), 'Members'), ...PROBLEMS },
    }),
    async (c) => {
      const all = await listMembers(c.var.shared.settings, Number(c.var.site.id))
      return c.json(page(all, c.req.valid('query')), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      tags,
      summary: 'Add a person by e-mail',
      middleware: [needs('admin')] as const,
      request: { params: SitePath, body: body(MemberInput) },
      responses: { 201: json(NewMember, 'The member, with a link to sign in'), ...PROBLEMS },
    }),
    async (c) => {
      const { settings, now } = c.var.shared
      const site = Number(c.var.site.id)
      const member = await addMember(settings, site, c.req.valid('json'), now())
      return c.json({ ...member, sign_in_link: await invitation(c, member.id) }, 201)
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      tags,
      summary: 'One member',
      middleware: [needs('read')] as const,
      request: { params: ThingPath },
      responses: { 200: json(Member, 'The member'), ...PROBLEMS },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await memberById(c.var.shared.settings, Number(c.var.site.id), id), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'put',
      path: '/{id}',
      tags,
      summary: 'Change the role',
      middleware: [needs('admin')] as const,
      request: { params: ThingPath, body: body(MemberInput.pick({ role: true })) },
      responses: { 200: json(Member, 'The member'), ...PROBLEMS },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { role } = c.req.valid('json')
      const site = Number(c.var.site.id)
      return c.json(await changeMember(c.var.shared.settings, site, id, role), 200)
    },
  )
  .openapi(
    createRoute({
      method: 'delete',
      path: '/{id}',
      tags,
      summary: 'Take the site away from a member',
      middleware: [needs('admin')] as const,
      request: { params: ThingPath },
      responses: { 204: { description: 'Gone' }, ...PROBLEMS },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      await removeMember(c.var.shared.settings, Number(c.var.site.id), id)
      return c.body(null, 204)
    },
  )
