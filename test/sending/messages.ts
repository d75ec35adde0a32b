import type { Message } from '../../collector/sending/message.ts'

/** What somebody would send to do harm, in every place where text of visitors may stand. */
export const EVIL =
  '@everyone <!channel> <@U123> <at id=all></at> [x](https://evil.example) *b* `c` # h > q | <b>'

export function message(more: Partial<Message> = {}): Message {
  return {
    kind: 'alert',
    title: 'Purchases are down 21 %',
    lines: ['87 today, usually 104–118.'],
    facts: [{ name: 'Purchases', value: '87', change: '−21 %' }],
    link: { text: 'Open Tributary', url: 'https://growth.example.com/example.com?a=1&b=(2)' },
    data: { type: 'alert.fired', alert: 'a1', value: 87 },
    ...more,
  }
}

export const evil = message({
  title: `${EVIL}\r\nX: y`,
  lines: [EVIL],
  facts: [{ name: EVIL, value: EVIL, change: EVIL }],
})

/** Beyond what any chat takes. */
export const endless = message({
  title: '题"\\'.repeat(2_000),
  lines: Array.from({ length: 200 }, () => '很长"\\'.repeat(1_000)),
  facts: Array.from({ length: 100 }, (_, n) => ({
    name: `名${n}"`.repeat(1_000),
    value: '值"\\'.repeat(2_000),
    change: '变'.repeat(500),
  })),
})

export const bare = message({ title: 'Hi', lines: [], facts: [{ name: '', value: '' }] })
