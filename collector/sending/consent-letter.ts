import { z } from 'zod'
import { inSealedToken, sealedToken } from '../auth/sealed-token.ts'
import { DAY, MINUTE } from '../durations.ts'
import type { Settings } from '../settings/tables.ts'
import { type Addressed, sameAddress } from './consent.ts'
import { enqueue } from './enqueue.ts'
import type { Message } from './message.ts'
import { TryLanguage } from './try-channel.ts'

/** What the link of a letter is about. */
const Asked = z.object({
  site: z.int(),
  email: z.string(),
  language: TryLanguage,
  /** Epoch ms: from then on it says no alone. */
  until: z.number(),
})
export type Asked = z.infer<typeof Asked>

const PLACE = 'address confirmation'
export const DAYS_TO_ANSWER = 7

/** What the token is about; undefined where it is none of ours. */
export function askedBy(settings: Settings, token: string): Asked | undefined {
  const about = inSealedToken(settings, token, PLACE)
  return about === undefined ? undefined : Asked.parse(about)
}

const WORDS = {
  en: {
    title: (site: string) => `May ${site} send you messages?`,
    lines: (site: string) => [
      `Somebody who works with the numbers of ${site} has entered your address, for alerts to come here.`,
      `Nothing else is sent to you unless you say yes within ${DAYS_TO_ANSWER} days. You can say no as well: then you are not asked again.`,
    ],
    link: 'Say yes or no',
  },
  zh: {
    title: (site: string) => `是否允许 ${site} 向您发送消息？`,
    lines: (site: string) => [
      `有人在 ${site} 的统计中填写了您的邮箱地址，希望将提醒发送到这里。`,
      `除非您在 ${DAYS_TO_ANSWER} 天内同意，否则不会再向您发送任何内容。您也可以拒绝，之后不会再次询问。`,
    ],
    link: '同意或拒绝',
  },
} as const

interface Letter extends Addressed {
  domain: string
  /** Where browsers reach the server. */
  origin: string
  language: TryLanguage
}

function letterOf(settings: Settings, letter: Letter, now: number): Message {
  const { site, domain, origin, language } = letter
  const until = now + DAYS_TO_ANSWER * DAY
  const about: Asked = { site, email: sameAddress(letter.email), language, until }
  const url = `${origin}/confirm/${sealedToken(settings, about, PLACE)}`
  const { title, lines, link } = WORDS[language]
  return {
    kind: 'confirmation',
    title: title(domain),
    lines: lines(domain),
    facts: [],
    link: { text: link, url },
    mail: {
      // By one click in a mail program the answer is no.
      headers: {
        'List-Unsubscribe': `<${url}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    },
    data: {},
  }
}

/** Asks whoever has the address. Once a minute: who is impatient sends no more of the same. */
export async function askAddress(settings: Settings, letter: Letter, now: number): Promise<void> {
  const email = sameAddress(letter.email)
  const key = `confirmation:${letter.site}:${email}:${Math.floor(now / MINUTE)}`
  const message = letterOf(settings, letter, now)
  await enqueue(settings, [{ key, site: letter.site, to: { email }, message }], now)
}
