import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { TEXTS } from '../digests/texts/texts.ts'
import {
  isUnsubscribed,
  type Subscription,
  subscribeAgain,
  subscriptionOf,
  unsubscribe,
} from '../digests/unsubscribed.ts'
import { html, type Markup } from '../markup.ts'
import { found } from '../refusal.ts'
import { siteOf } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import type { AppContext, AppEnv, Dependencies } from './environment.ts'

/** `List-Unsubscribe=One-Click`, or a field of the page's own form. */
const MOST_BYTES = 10_000

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
} as const

const STYLE = [
  ':root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}',
  'body{margin:0 auto;max-width:30rem;padding:4rem 1.25rem}',
  'h1{font-size:1.125rem;margin:0 0 1.5rem}',
  'button{font:inherit;padding:.6rem 1.25rem;border-radius:.4rem;cursor:pointer}',
].join('')

/**
 * `GET /u/<token>` asks, `POST` does it: whatever follows the links of a mail to see where they lead changes nothing
 * (https://github.com/usesend/useSend/issues/412). Mail programs send the `POST` by themselves (RFC 8058). Once more does no harm, and
 * whoever left can come back at the same address.
 */
export function mountUnsubscribe(root: Hono<AppEnv>, { settings, now }: Dependencies): void {
  root.get('/u/:token', async (c) => {
    const about = aboutOf(c, settings)
    const isGone = await isUnsubscribed(settings, about)
    return c.body(await page(settings, about, isGone ? 'gone' : 'asked'), 200, HEADERS)
  })

  root.post('/u/:token', bodyLimit({ maxSize: MOST_BYTES }), async (c) => {
    const about = aboutOf(c, settings)
    const isBack = new URLSearchParams(await c.req.text()).has('back')
    if (isBack) await subscribeAgain(settings, about)
    else await unsubscribe(settings, about, now())
    return c.body(await page(settings, about, isBack ? 'back' : 'gone'), 200, HEADERS)
  })
}

/** Throws a 404 for a link that is none of ours. */
function aboutOf(c: AppContext, settings: Settings): Subscription {
  return found(subscriptionOf(settings, c.req.param('token') ?? ''), 'such unsubscribe link')
}

type State = 'asked' | 'gone' | 'back'

async function page(settings: Settings, about: Subscription, state: State): Promise<string> {
  const { unsubscribe: name, page: text } = TEXTS[about.language]
  const row = await settings
    .selectFrom('site')
    .selectAll()
    .where('id', '=', about.site)
    .executeTakeFirst()
  const site = row ? siteOf(row).name : ''
  const said: Record<State, Markup> = {
    asked: form(text.ask[about.per](site), name, []),
    gone: form(
      text.done[about.per](site),
      text.back,
      html`<input type="hidden" name="back" value="1">`,
    ),
    back: form(text.backDone, name, []),
  }
  return html`<!doctype html>
<html lang="${about.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${text.title}</title><style>${{ markup: STYLE }}</style></head>
<body><main>${said[state]}</main></body>
</html>`.markup
}

function form(said: string, button: string, fields: Markup | readonly Markup[]): Markup {
  return html`<h1>${said}</h1><form method="post">${fields}<button>${button}</button></form>`
}
