import { issueMailLink, MAIL_LINK_MINUTES } from '../auth/mail-links.ts'
import { userByEmail } from '../auth/users.ts'
import type { Config } from '../config.ts'
import { DAY } from '../durations.ts'
import { newId } from '../new-id.ts'
import { enqueue } from '../sending/enqueue.ts'
import { mailConfigured } from '../sending/mail-configured.ts'
import type { Message } from '../sending/message.ts'
import type { Settings } from '../settings/tables.ts'
import type { AppContext } from './environment.ts'

export type Language = 'en' | 'zh'

const WORDS = {
  en: {
    title: 'Your sign-in link',
    lines: (host: string) => [
      `Somebody, you as we hope, asked to sign in to Tributary at ${host}.`,
      `The link works once, within ${MAIL_LINK_MINUTES} minutes. If it was not you, nothing is to be done.`,
    ],
    link: 'Sign in',
  },
  zh: {
    title: '登录链接',
    lines: (host: string) => [
      `有人（希望是您本人）请求登录 ${host} 上的 Tributary。`,
      `链接只能使用一次，${MAIL_LINK_MINUTES} 分钟内有效。如果不是您本人，无需任何操作。`,
    ],
    link: '登录',
  },
} as const

/** The form that a link goes out in. */
export function signInMessage(url: string, language: Language): Message {
  const { title, lines, link } = WORDS[language]
  return {
    kind: 'sign_in',
    title,
    lines: lines(new URL(url).host),
    facts: [],
    link: { text: link, url },
    data: {},
  }
}

/** Where links lead is never taken from a request, which anybody may send. */
export function mailsLinks(config: Pick<Config, 'smtpUrl' | 'publicUrl'>): boolean {
  return mailConfigured(config) && config.publicUrl !== undefined
}

/** What an answer's time would tell is longer than this. */
const LEAST_WAIT = 200
const MORE_WAIT = 800

/**
 * Sends a link to whoever has that address, if anybody does, some time after the answer: neither it nor its time, nor that of the next
 * one, tells whether.
 */
export function mailLinkLater(c: AppContext, email: string, language: Language): void {
  const { log, ending } = c.var.shared
  const wait = setTimeout(
    () => {
      ending.removeEventListener('abort', stop)
      mailLink(c, email, language).catch((err: unknown) =>
        log.error({ err }, 'a sign-in link could not be sent'),
      )
    },
    LEAST_WAIT + Math.random() * MORE_WAIT,
  )
  const stop = () => clearTimeout(wait)
  ending.addEventListener('abort', stop, { once: true })
}

async function mailLink(c: AppContext, email: string, language: Language): Promise<void> {
  const { settings, config, now } = c.var.shared
  await forgetSent(settings, now())
  const user = await userByEmail(settings, email)
  if (!user?.email || config.publicUrl === undefined) return
  const path = await issueMailLink(settings, user.id, now())
  const message = signInMessage(config.publicUrl + path, language)
  const to = { email: user.email }
  await enqueue(settings, [{ key: `sign_in:${newId()}`, site: null, to, message }], now())
}

/** Who asked for links is nothing to keep. */
async function forgetSent(settings: Settings, now: number): Promise<void> {
  await settings
    .deleteFrom('delivery')
    .where('kind', '=', 'sign_in')
    .where('created_at', '<', now - DAY)
    .execute()
}
