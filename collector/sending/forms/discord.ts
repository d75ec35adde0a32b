import { SECOND } from '../../durations.ts'
import { clip, oneLine } from '../clip.ts'
import { byStatus, type Form, factValue, fieldsOf, foot, jsonTo, type Outgoing } from './form.ts'

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits; all of them together 6,000. */
const TITLE = 256
const TOGETHER = 5_500
const NAME = 256
const VALUE = 1_024
const FIELDS = 25
const DESCRIPTION = 2_500

/** What Discord gives a meaning to, in its Markdown and its mentions. */
const MARKS = /[\\*_~`|>#[\]()<:@-]/gu

/** The text as it reads, within `most` characters. */
function escaped(text: string, most: number): string {
  const all = text.replaceAll(MARKS, String.raw`\$&`)
  const short = clip(all, most)
  // A cut may leave half of an escape behind.
  return short === all ? all : short.replace(/\\…$/u, '…')
}

/** As many as are allowed together with `used` characters. */
function fieldsWithin({ facts }: Outgoing['message'], used: number): object[] {
  const fields = facts.slice(0, FIELDS).map((fact) => ({
    name: escaped(oneLine(fact.name), NAME) || '–',
    value: escaped(factValue(fact), VALUE) || '–',
    inline: true,
  }))
  let total = used
  return fields.filter(({ name, value }) => {
    total += name.length + value.length
    return total <= TOGETHER
  })
}

/** An embed; nobody is mentioned, whatever the text says. */
export const discord: Form = {
  request({ url, message, site }) {
    const title = escaped(oneLine(message.title), TITLE)
    const description = escaped(message.lines.join('\n'), DESCRIPTION)
    const fields = fieldsWithin(message, title.length + description.length)
    const link = message.link === undefined ? {} : { url: message.link.url }
    const embed = { title, description, fields, footer: { text: clip(foot(site), 300) }, ...link }
    return jsonTo(url, { embeds: [embed], allowed_mentions: { parse: [] } })
  },
  outcome(answer) {
    const { retry_after } = fieldsOf(answer.body)
    const asked = typeof retry_after === 'number' ? Math.ceil(retry_after * SECOND) : undefined
    return byStatus({ ...answer, after: asked ?? answer.after })
  },
}
