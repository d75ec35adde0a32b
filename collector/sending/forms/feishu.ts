import { createHmac } from 'node:crypto'
import { MINUTE } from '../../durations.ts'
import { clip, clipBytes, oneLine } from '../clip.ts'
import type { Message } from '../message.ts'
import { failed, type Outcome, SENT } from '../outcome.ts'
import {
  type Answer,
  byStatus,
  type Form,
  factValue,
  fieldsOf,
  foot,
  jsonTo,
  said,
} from './form.ts'

/** A request has at most 20 KB (https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot). */
const TEXT_BYTES = 4_500
const FACT_BYTES = 200
const MOST_FACTS = 25

/** Text in which nothing has a meaning: no link, no `<at>`. */
function plain(content: string) {
  return { tag: 'plain_text', content: content === '' ? '–' : content }
}

/** The key is time and secret, and what is signed is nothing. */
export function feishuSign(secret: string, seconds: number): string {
  return createHmac('sha256', `${seconds}\n${secret}`).digest('base64')
}

function elementsOf({ lines, facts, link }: Message, site: string | null): object[] {
  const text = clipBytes(lines.join('\n'), TEXT_BYTES)
  const fields = facts.slice(0, MOST_FACTS).map((fact) => ({
    is_short: true,
    text: plain(clipBytes(`${oneLine(fact.name)}\n${factValue(fact)}`, FACT_BYTES)),
  }))
  const button = link && {
    tag: 'button',
    type: 'primary',
    text: plain(clip(oneLine(link.text), 60)),
    url: link.url,
  }
  return [
    ...(text === '' ? [] : [{ tag: 'div', text: plain(text) }]),
    ...(fields.length === 0 ? [] : [{ tag: 'div', fields }]),
    ...(button === undefined ? [] : [{ tag: 'action', actions: [button] }]),
    { tag: 'note', elements: [plain(foot(site))] },
  ]
}

/** Too many messages, or a server of theirs that is busy; all else stays as it is. */
const PASSING = new Set<unknown>([11_232, 11_233, 99_991_400])

/** What went wrong is in the body, whatever the status is. */
function outcome(answer: Answer): Outcome {
  const { code = 0, msg } = fieldsOf(answer.body)
  if (code !== 0) return failed(said(`answered code ${code}: ${msg}`), PASSING.has(code), MINUTE)
  return answer.status === 200 ? SENT : byStatus(answer)
}

/** A card. */
export const feishu: Form = {
  request({ url, secret, message, site, now }) {
    const timestamp = Math.floor(now / 1_000)
    const signed =
      secret === null ? {} : { timestamp: `${timestamp}`, sign: feishuSign(secret, timestamp) }
    const title = plain(clip(oneLine(message.title), 200))
    const card = {
      config: { wide_screen_mode: true },
      header: { title, template: 'blue' },
      elements: elementsOf(message, site),
    }
    return jsonTo(url, { ...signed, msg_type: 'interactive', card })
  },
  outcome,
}
