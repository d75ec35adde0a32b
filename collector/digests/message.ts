import type { Message } from '../sending/message.ts'
import { htmlOf } from './mail-html.ts'
import { textOf } from './mail-text.ts'
import type { Content } from './told.ts'

/** A digest for one receiver. `unsubscribe`: where they leave, also by one click in their mail program (RFC 8058). */
export function messageOf(content: Content, unsubscribe: string): Message {
  const { subject, sentences, tiles, link } = content
  return {
    kind: 'digest',
    title: subject,
    lines: sentences,
    facts: tiles.map(({ name, value, change }) => ({
      name,
      value,
      ...(change && { change: change.text }),
    })),
    link,
    mail: {
      text: textOf(content, unsubscribe),
      html: htmlOf(content, unsubscribe),
      headers: {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    },
    data: { type: 'digest', site: content.site, days: content.days },
  }
}
