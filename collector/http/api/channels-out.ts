import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { fewAtOnce } from '../../few-at-once.ts'
import { Refusal } from '../../refusal.ts'
import * as channel from '../../sending/channels-out.ts'
import { Tried, TryLanguage, tryChannel } from '../../sending/try-channel.ts'
import { askAgain, askWhereNeeded, typedIn } from '../ask-address.ts'
import type { AppEnv } from '../environment.ts'
import { noteChange } from '../history.ts'
import { needs } from '../needs.ts'
import { json, PROBLEMS, ThingPath } from '../schemas.ts'
import { things } from './things.ts'

const ONE = 'way out'
const tags = ['Ways out']

/** Throws a 422 where a change names another kind: addresses and secrets of one kind are none of another. */
function requireSameKind(
  { kind }: Pick<channel.ChannelOutChange, 'kind'>,
  before: channel.ChannelOut | undefined,
): void {
  if (kind === undefined || before === undefined || kind === before.kind) return
  const message = `stays ${before.kind}: add a way out of the kind ${kind}, and remove this one`
  throw new Refusal(422, `"kind" ${message}`, [{ path: 'kind', message }])
}

/** Whoever only looks at reports is not told where else they go. */
export const channelsOut = things({
  one: ONE,
  many: 'Ways out',
  scopes: { read: 'write', change: 'write' },
  input: channel.ChannelOutInput,
  output: channel.ChannelOut,
  added: channel.AddedChannelOut,
  change: channel.ChannelOutChange,
  list: channel.listChannelsOut,
  byId: channel.channelOutById,
  refuse: (given, _, before) => requireSameKind(given, before),
  given: typedIn,
  andThen: askWhereNeeded,
  add: channel.addChannelOut,
  replace: channel.changeChannelOut,
  remove: channel.removeChannelOut,
})

const tryRoute = createRoute({
  method: 'post',
  path: '/{id}/test',
  tags,
  summary: 'Send a test now and say how it went',
  middleware: [needs('write')] as const,
  request: { params: ThingPath, query: z.object({ language: TryLanguage }) },
  responses: { 200: json(Tried, 'How it went; it stands with the deliveries, too'), ...PROBLEMS },
})

const restoreRoute = createRoute({
  method: 'post',
  path: '/{id}/restore',
  tags,
  summary: 'Bring back a way out that was removed, within a day',
  middleware: [needs('write')] as const,
  request: { params: ThingPath },
  responses: { 200: json(channel.ChannelOut, 'As it was'), ...PROBLEMS },
})

const askRoute = createRoute({
  method: 'post',
  path: '/{id}/confirmation',
  tags,
  summary: 'Ask whoever has its address once more whether things may be sent there',
  middleware: [needs('write')] as const,
  request: { params: ThingPath, query: z.object({ language: TryLanguage }) },
  responses: { 202: json(z.object({ to: z.string() }), 'It is on its way there'), ...PROBLEMS },
})

const few = fewAtOnce(4, 4, 'too many tests are under way; try again in a minute')

export const channelSteps = new OpenAPIHono<AppEnv>()
  .openapi(tryRoute, async (c) => {
    const { settings, config, now, ending } = c.var.shared
    const { id } = c.req.valid('param')
    const { language } = c.req.valid('query')
    const site = { id: Number(c.var.site.id), domain: c.var.site.domain }
    const trying = { settings, site, origin: config.publicUrl, language }
    return c.json(await few(() => tryChannel(id, trying, { config, now: now(), ending })), 200)
  })
  .openapi(askRoute, async (c) => {
    const { id } = c.req.valid('param')
    const site = Number(c.var.site.id)
    const known = await channel.channelOutById(c.var.shared.settings, site, id)
    return c.json({ to: await askAgain(c, known, c.req.valid('query').language) }, 202)
  })
  .openapi(restoreRoute, async (c) => {
    const { settings, now } = c.var.shared
    const { id } = c.req.valid('param')
    const back = await channel.restoreChannelOut(settings, Number(c.var.site.id), id, now())
    await noteChange(c, { what: 'restored', thing: ONE, after: back })
    return c.json(back, 200)
  })
