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
import { siteOf } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import type { AppEnv, Dependencies } from './environment.ts'
import { LETTER_HEADERS, type LetterPage, letterPage, MOST_BYTES } from './letter-page.ts'
import { nothingThere } from './nothing-there.ts'

/**
 * `GET /u/<token>` asks, `POST` does it: whatever follows the links of a mail to see where they lead changes nothing
 * (https://github.com/usesend/useSend/issues/412). Mail programs send the `POST` by themselves (RFC 8058). Once more does no harm, and
 * whoever left can come back at the same address.
 */
export function mountUnsubscribe(root: Hono<AppEnv>, { settings, now }: Dependencies): void {
  root.get('/u/:token', async (c) => {
    const about = subscriptionOf(settings, c.req.param('token') ?? '')
    if (about === undefined) return nothingThere(c, NO_LINK)
    const isGone = await isUnsubscribed(settings, about)
    return c.body(await page(settings, about, isGone ? 'gone' : 'asked'), 200, LETTER_HEADERS)
  })

  root.post('/u/:token', bodyLimit({ maxSize: MOST_BYTES }), async (c) => {
    const about = subscriptionOf(settings, c.req.param('token') ?? '')
    if (about === undefined) return nothingThere(c, NO_LINK)
    const isBack = new URLSearchParams(await c.req.text()).has('back')
    if (isBack) await subscribeAgain(settings, about)
    else await unsubscribe(settings, about, now())
    return c.body(await page(settings, about, isBack ? 'back' : 'gone'), 200, LETTER_HEADERS)
  })
}

const NO_LINK = 'such unsubscribe link'

type State = 'asked' | 'gone' | 'back'

async function page(settings: Settings, about: Subscription, state: State): Promise<string> {
  const { unsubscribe: name, page: text } = TEXTS[about.language]
  const row = await settings
    .selectFrom('site')
    .selectAll()
    .where('id', '=', about.site)
    .executeTakeFirst()
  const site = row ? siteOf(row).name : ''
  const pages: Record<State, Pick<LetterPage, 'said' | 'buttons'>> = {
    asked: { said: text.ask[about.per](site), buttons: [{ text: name }] },
    gone: {
      said: text.done[about.per](site),
      buttons: [{ text: text.back, field: { name: 'back', value: '1' } }],
    },
    back: { said: text.backDone, buttons: [{ text: name }] },
  }
  return letterPage({ language: about.language, title: text.title, ...pages[state] })
}
