import { clip, clipBytes, oneLine } from '../clip.ts'
import type { Message } from '../message.ts'
import { failed } from '../outcome.ts'
import { byStatus, type Form, factValue, foot, jsonTo } from './form.ts'

/** A message has at most 28 KB (https://learn.microsoft.com/microsoftteams/limits-specifications-teams), with its frame; quotes count twice. */
const MOST_BYTES = 18_000
const MOST_FACTS = 40
const MOST_LINES = 30

interface Run {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
}

/** Text in which nothing is Markdown: a TextBlock would make links of what visitors send. */
function rich(inlines: Run[], more: object = {}): object {
  return { type: 'RichTextBlock', inlines, ...more }
}

function run(text: string, more: Partial<Run> = {}): Run {
  return { type: 'TextRun', text: text === '' ? '–' : text, ...more }
}

/** Lines and facts, shorter until they fit together. */
function bodyOf({ title, lines, facts }: Message, site: string | null): object[] {
  const told = lines.slice(0, MOST_LINES)
  const parts = told.length + Math.min(facts.length, MOST_FACTS) + 1
  const each = Math.floor(MOST_BYTES / parts / 2)
  return [
    rich([{ ...run(clip(oneLine(title), 300), { weight: 'Bolder' }), size: 'Large' } as Run]),
    ...told.map((line) => rich([run(clipBytes(line, each))])),
    ...facts.slice(0, MOST_FACTS).map((fact) => {
      const name = run(`${clipBytes(oneLine(fact.name), each / 2)}: `, { weight: 'Bolder' })
      return rich([name, run(clipBytes(factValue(fact), each / 2))], { spacing: 'Small' })
    }),
    rich([{ ...run(foot(site)), isSubtle: true, size: 'Small' } as Run]),
  ]
}

/** An Adaptive Card, as *Workflows* takes it: version 1.4 and no later. */
export const teams: Form = {
  request({ url, message, site }) {
    const { link } = message
    const actions =
      link === undefined
        ? []
        : [{ type: 'Action.OpenUrl', title: clip(oneLine(link.text), 100), url: link.url }]
    const content = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      body: bodyOf(message, site),
      actions,
    }
    const contentType = 'application/vnd.microsoft.card.adaptive'
    return jsonTo(url, {
      type: 'message',
      attachments: [{ contentType, contentUrl: null, content }],
    })
  },
  /** Older webhooks answer 200 and tell of the failure in the text. */
  outcome(answer) {
    const [, status] = /HTTP error (\d{3})/u.exec(answer.body) ?? []
    if (status === undefined || answer.status >= 300) return byStatus(answer)
    return failed(`answered 200: Teams says ${status}`, Number(status) === 429 || status >= '500')
  },
}
