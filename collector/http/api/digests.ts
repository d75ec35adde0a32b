import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import {
  addDigest,
  Digest,
  DigestInput,
  digestById,
  listDigests,
  removeDigest,
  replaceDigest,
} from '../../digests/digests.ts'
import { htmlOf } from '../../digests/mail-html.ts'
import { messageOf } from '../../digests/message.ts'
import { lastInterval } from '../../digests/schedule.ts'
import { tell, unsubscribeUrl } from '../../digests/tell.ts'
import { TEXTS } from '../../digests/texts/texts.ts'
import { MINUTE } from '../../durations.ts'
import { KnownUntil } from '../../known-until.ts'
import { html } from '../../markup.ts'
import { Refusal } from '../../refusal.ts'
import { enqueue } from '../../sending/enqueue.ts'
import { mailConfigured } from '../../sending/mail-configured.ts'
import type { AppContext, AppEnv } from '../environment.ts'
import { needs } from '../needs.ts'
import { publicOrigin } from '../origin.ts'
import { json, PROBLEMS, ThingPath } from '../schemas.ts'
import { things } from './things.ts'

/** Like a shared link a digest carries the site's numbers to whom it likes: that is its owners'. */
export const digests = things({
  one: 'digest',
  many: 'Digests',
  scopes: { read: 'admin', change: 'admin' },
  input: DigestInput,
  output: Digest,
  list: listDigests,
  byId: digestById,
  add: addDigest,
  replace: replaceDigest,
  remove: removeDigest,
  // When it is told next is no setting, and nobody changes who left.
  noted: ({ next: _, unsubscribed: __, ...digest }) => digest,
})

/** The mail as a page that loads nothing, runs nothing and is framed by the dashboard alone. */
const PREVIEW_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
}

const preview = createRoute({
  method: 'get',
  path: '/{id}/preview',
  tags: ['Digests'],
  summary: 'The mail as it would be now',
  middleware: [needs('admin')] as const,
  request: { params: ThingPath },
  responses: {
    200: { description: 'HTML', content: { 'text/html': { schema: z.string() } } },
    ...PROBLEMS,
  },
})

const Sent = z.object({ to: z.string() })

const test = createRoute({
  method: 'post',
  path: '/{id}/test',
  tags: ['Digests'],
  summary: 'Send it now to whoever asks',
  middleware: [needs('admin')] as const,
  request: { params: ThingPath },
  responses: { 202: json(Sent, 'It is on its way there'), ...PROBLEMS },
})

/** A digest as it is stored, and what it would say now. */
async function toldNow(c: AppContext, id: string) {
  const { settings, reports, now } = c.var.shared
  const site = c.var.site
  const { per, language } = await digestById(settings, Number(site.id), id)
  const room = { settings, reports, origin: publicOrigin(c) }
  const interval = lastInterval(per, site, now())
  const content = await tell(room, { site, per, interval, language }, c.req.raw.signal)
  return { room, content, subscription: { site: Number(site.id), per, language } }
}

/** In place of a mail that is sent as soon as all of its days are known. */
async function notYet(c: AppContext, id: string, { until }: KnownUntil): Promise<string> {
  const { language } = await digestById(c.var.shared.settings, Number(c.var.site.id), id)
  const written = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: c.var.site.timezone },
  })
  const said = TEXTS[language].notYet(written.format(until))
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"></head>
<body style="font:15px/1.5 system-ui,sans-serif;padding:24px"><p>${said}</p></body></html>`.markup
}

/** Of whoever asks. Throws a 422 for a program, which has none. */
function ownAddress({ var: { caller } }: AppContext): string {
  const email = caller.kind === 'person' ? caller.user.email : null
  if (email !== null) return email
  throw new Refusal(422, 'a test goes to whoever asks for it; sign in with an e-mail address')
}

export const digestTries = new OpenAPIHono<AppEnv>()
  .openapi(preview, async (c) => {
    const { id } = c.req.valid('param')
    try {
      const { content, room } = await toldNow(c, id)
      const settings = `${room.origin}/sites/${c.var.site.domain}/settings/digests`
      return c.body(htmlOf(content, settings), 200, PREVIEW_HEADERS)
    } catch (error) {
      if (!(error instanceof KnownUntil)) throw error
      return c.body(await notYet(c, id, error), 503, PREVIEW_HEADERS)
    }
  })
  .openapi(test, async (c) => {
    const { settings, config, now } = c.var.shared
    const email = ownAddress(c)
    if (!mailConfigured(config)) {
      throw new Refusal(422, 'this server sends no mail: set TRIBUTARY_SMTP_URL')
    }
    const { id } = c.req.valid('param')
    const { content, room, subscription } = await toldNow(c, id)
    const message = messageOf(content, unsubscribeUrl(room, { ...subscription, email }))
    // One a minute: who is impatient gets no more of the same.
    const key = `digest-test:${id}:${email}:${Math.floor(now() / MINUTE)}`
    await enqueue(settings, [{ key, site: subscription.site, to: { email }, message }], now())
    return c.json({ to: email }, 202)
  })
