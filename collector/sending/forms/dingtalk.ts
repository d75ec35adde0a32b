import { createHmac } from 'node:crypto'
import { MINUTE } from '../../durations.ts'
import { clip, clipBytes, oneLine } from '../clip.ts'
import { failed, SENT } from '../outcome.ts'
import { chatMarkdown, fitted, unmarked } from './chat-markdown.ts'
import { byStatus, type Form, fieldsOf, jsonTo, said } from './form.ts'

/** https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages: 20,000 bytes. */
const MOST_BYTES = 16_000

/** Key and text the other way round than Feishu's. `now`: epoch ms. */
export function dingtalkSign(secret: string, now: number): string {
  return createHmac('sha256', secret).update(`${now}\n${secret}`).digest('base64')
}

/** Too fast, or busy; the first is let in again after ten minutes. */
const PASSING = new Map<unknown, number>([
  [130_101, 10 * MINUTE],
  [410_100, 10 * MINUTE],
  [-1, MINUTE],
])

/** Markdown; nobody is mentioned. */
export const dingtalk: Form = {
  request({ url, secret, message, site, now }) {
    const to = new URL(url)
    if (secret !== null) {
      to.searchParams.set('timestamp', `${now}`)
      to.searchParams.set('sign', dingtalkSign(secret, now))
    }
    const parts = chatMarkdown(message, site)
    const text = clipBytes(fitted(parts, '\n\n', MOST_BYTES), MOST_BYTES)
    const title = unmarked(clip(oneLine(message.title), 200))
    return jsonTo(to.href, {
      msgtype: 'markdown',
      markdown: { title, text },
      at: { isAtAll: false },
    })
  },
  outcome(answer) {
    const { errcode = 0, errmsg } = fieldsOf(answer.body)
    if (errcode === 0) return answer.status === 200 ? SENT : byStatus(answer)
    const after = PASSING.get(errcode)
    return failed(said(`answered errcode ${errcode}: ${errmsg}`), after !== undefined, after)
  },
}
