import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { answer } from '../sending/address-answer.ts'
import { answerOf } from '../sending/consent.ts'
import { type Asked, askedBy } from '../sending/consent-letter.ts'
import type { Settings } from '../settings/tables.ts'
import type { AppEnv, Dependencies } from './environment.ts'
import { LETTER_HEADERS, letterPage, MOST_BYTES } from './letter-page.ts'
import { nothingThere } from './nothing-there.ts'

const WORDS = {
  en: {
    title: 'Messages',
    asked: (site: string) => `May ${site} send messages to this address?`,
    given: (site: string) => `${site} may send messages to this address.`,
    declined: (site: string) => `${site} sends nothing to this address, and does not ask again.`,
    late: (site: string) =>
      `This link has run out. Until it is asked for anew, ${site} sends nothing to this address.`,
    yes: 'Yes',
    no: 'No, and do not ask again',
    after: { given: 'Send no more, and do not ask again', declined: 'Let messages come' },
  },
  zh: {
    title: '消息',
    asked: (site: string) => `是否允许 ${site} 向此邮箱发送消息？`,
    given: (site: string) => `${site} 可以向此邮箱发送消息。`,
    declined: (site: string) => `${site} 不会向此邮箱发送任何内容，也不会再次询问。`,
    late: (site: string) => `此链接已过期。在重新询问之前，${site} 不会向此邮箱发送任何内容。`,
    yes: '同意',
    no: '拒绝，且不再询问',
    after: { given: '不再发送，且不再询问', declined: '改为允许发送' },
  },
} as const

/**
 * `GET /confirm/<token>` asks, `POST` answers: whatever follows the links of a mail says neither yes nor no. The answer is no unless
 * it says yes, so that one click in a mail program (RFC 8058) is a no.
 */
export function mountConfirmation(root: Hono<AppEnv>, { settings, now }: Dependencies): void {
  root.get('/confirm/:token', async (c) => {
    const about = askedBy(settings, c.req.param('token') ?? '')
    if (about === undefined) return nothingThere(c, NO_LINK)
    return c.body(await page(settings, about, now()), 200, LETTER_HEADERS)
  })

  root.post('/confirm/:token', bodyLimit({ maxSize: MOST_BYTES }), async (c) => {
    const about = askedBy(settings, c.req.param('token') ?? '')
    if (about === undefined) return nothingThere(c, NO_LINK)
    const isYes = new URLSearchParams(await c.req.text()).get('answer') === 'yes'
    if (!isYes) await answer(settings, about, 'declined', now())
    else if (now() < about.until) await answer(settings, about, 'given', now())
    return c.body(await page(settings, about, now()), 200, LETTER_HEADERS)
  })
}

const NO_LINK = 'such link'

async function page(settings: Settings, about: Asked, now: number): Promise<string> {
  const { language, until } = about
  const text = WORDS[language]
  const row = await settings
    .selectFrom('site')
    .select('domain')
    .where('id', '=', about.site)
    .executeTakeFirst()
  const isLate = now >= until
  const state = (await answerOf(settings, about)) ?? (isLate ? 'late' : 'asked')
  // Whoever has answered is asked nothing any more: then the buttons say by themselves what they do.
  const [yesText, noText] = [
    state === 'declined' ? text.after.declined : text.yes,
    state === 'given' ? text.after.given : text.no,
  ]
  const yes = { text: yesText, field: { name: 'answer', value: 'yes' } }
  const no = { text: noText, field: { name: 'answer', value: 'no' } }
  const buttons = [
    ...(state === 'given' || isLate ? [] : [yes]),
    ...(state === 'declined' ? [] : [no]),
  ]
  const said = text[state](row?.domain ?? '')
  return letterPage({ language, title: text.title, said, buttons })
}
