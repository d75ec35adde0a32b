import type { Content, Line, Part, Tile } from './told.ts'

/** The same as plain text. */
export function textOf(content: Content, unsubscribe: string): string {
  const { title, site, days, versus, sentences, tiles, parts, broken, link } = content
  const blocks = [
    [`${site} · ${title}`, versus ? `${days} · ${versus}` : days],
    sentences,
    tiles.map(tileText),
    ...parts.map(partText),
    broken ? [broken.title, ...broken.lines.map((line) => `- ${line}`), broken.link.url] : [],
    [`${link.text}: ${link.url}`],
    ['--', content.reason, `${content.unsubscribe}: ${unsubscribe}`],
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`
}

function tileText({ name, value, change }: Tile): string {
  return `${name}: ${value}${change ? ` (${change.text})` : ''}`
}

function partText({ title, lines, empty }: Part): string[] {
  return [title, ...(lines.length > 0 ? lines.map(lineText) : [empty ?? ''])]
}

function lineText({ name, value, note }: Line): string {
  return `- ${name}: ${value}${note === undefined ? '' : ` (${note})`}`
}
