import { clip, oneLine } from '../clip.ts'
import { byStatus, type Form, factValue, foot, jsonTo, type Outgoing } from './form.ts'

/** https://docs.slack.dev/reference/block-kit: header 150, text 3,000, ten fields of 2,000, 50 blocks. */
const HEADER = 150
const TEXT = 3_000
const FIELDS = 10
const FIELD = 2_000
const MOST_FACTS = 40

/** The three characters that Slack reads; with them gone nothing mentions, links or calls anybody. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Text in which stars and underscores are themselves. */
function plain(text: string, most: number) {
  return { type: 'plain_text', text: clip(text, most) || '–', emoji: false }
}

function fieldBlocks({ facts }: Outgoing['message']): object[] {
  const fields = facts.slice(0, MOST_FACTS).map((fact) => {
    const value = clip(factValue(fact), FIELD / 2)
    return plain(`${clip(fact.name, FIELD / 2 - 2)}\n${value}`, FIELD)
  })
  const blocks = []
  for (let at = 0; at < fields.length; at += FIELDS) {
    blocks.push({ type: 'section', fields: fields.slice(at, at + FIELDS) })
  }
  return blocks
}

function linkBlocks({ link }: Outgoing['message']): object[] {
  if (link === undefined) return []
  const url = link.url.replaceAll('|', '%7C').replaceAll('>', '%3E').replaceAll('<', '%3C')
  const text = `<${url}|${escaped(clip(oneLine(link.text), 200))}>`
  return [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }]
}

/** Blocks for those who look, a text for the notification. */
export const slack: Form = {
  request({ url, message, site }) {
    const lines = message.lines.join('\n')
    const blocks = [
      { type: 'header', text: plain(oneLine(message.title), HEADER) },
      ...(lines === '' ? [] : [{ type: 'section', text: plain(lines, TEXT) }]),
      ...fieldBlocks(message),
      ...linkBlocks(message),
      { type: 'context', elements: [plain(foot(site), TEXT)] },
    ]
    const text = escaped(clip(oneLine(message.title), TEXT))
    return jsonTo(url, { text, blocks, unfurl_links: false, unfurl_media: false })
  },
  outcome: byStatus,
}
