import { clip, oneLine } from '../clip.ts'
import type { Message } from '../message.ts'
import { factValue, foot } from './form.ts'

/** What their Markdown or their mentions read, and what looks the same and is read by nobody. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '`': '｀',
  '*': '＊',
  '#': '＃',
  '@': '＠',
  '|': '｜',
  '!': '！',
  '~': '～',
}

/**
 * Text for DingTalk and WeCom, which know no escapes that hold everywhere: `[x](https://evil.example)` of a visitor is no link, nor is
 * its address alone, `<@all>` calls nobody.
 */
export function unmarked(text: string): string {
  return text
    .replaceAll(/[<>[\]`*#@|!~]/gu, (mark) => LOOKALIKES[mark] ?? '')
    .replaceAll('://', '：//')
}

/** A title, lines, a list of facts, a link. */
export function chatMarkdown(
  { title, lines, facts, link }: Message,
  site: string | null,
): string[] {
  return [
    `### ${unmarked(clip(oneLine(title), 200))}`,
    ...lines.map((line) => unmarked(oneLine(line))),
    ...facts.map(
      (fact) => `- ${unmarked(oneLine(fact.name))}: **${unmarked(oneLine(factValue(fact)))}**`,
    ),
    ...(link === undefined ? [] : [`[${unmarked(oneLine(link.text))}](${encoded(link.url)})`]),
    unmarked(foot(site)),
  ]
}

/** Without what would end it. */
function encoded(url: string): string {
  return url.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(' ', '%20')
}

/** As many of the parts as fit into so many bytes, title, link and foot in any case. */
export function fitted(parts: readonly string[], between: string, most: number): string {
  const kept = [...parts]
  // From the last fact or line upwards: the link and the foot say where the rest is.
  while (Buffer.byteLength(kept.join(between)) > most && kept.length > 3) {
    kept.splice(kept.length - 3, 1)
  }
  return kept.join(between)
}
