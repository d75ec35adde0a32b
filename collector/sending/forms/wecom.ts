import { MINUTE } from '../../durations.ts'
import { clipBytes } from '../clip.ts'
import { failed, SENT } from '../outcome.ts'
import { chatMarkdown, fitted } from './chat-markdown.ts'
import { byStatus, type Form, fieldsOf, jsonTo, said } from './form.ts'

/** https://developer.work.weixin.qq.com/document/path/91770: 4,096 bytes. */
const MOST_BYTES = 4_000

/** More than 20 a minute, or busy. */
const PASSING = new Set<unknown>([45_009, -1])

/** Markdown; nobody is mentioned. */
export const wecom: Form = {
  request({ url, message, site }) {
    const content = clipBytes(fitted(chatMarkdown(message, site), '\n', MOST_BYTES), MOST_BYTES)
    return jsonTo(url, { msgtype: 'markdown', markdown: { content } })
  },
  outcome(answer) {
    const { errcode = 0, errmsg } = fieldsOf(answer.body)
    if (errcode === 0) return answer.status === 200 ? SENT : byStatus(answer)
    const passes = PASSING.has(errcode)
    return failed(
      said(`answered errcode ${errcode}: ${errmsg}`),
      passes,
      passes ? MINUTE : undefined,
    )
  },
}
