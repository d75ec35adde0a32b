import { html, type Markup, unlinked } from '../markup.ts'
import type { Content, Line, Part, Tile, Tone } from './told.ts'

/**
 * Tables, widths as attributes and styles in place: Outlook knows no other layout. Nothing is loaded from anywhere. Where the
 * sheet in the head is known it darkens the page; the classes are for it alone.
 */
const COLOURS = {
  ink: '#1b2430',
  quiet: '#56606e',
  line: '#e2e7ec',
  ground: '#f3f5f8',
  paper: '#ffffff',
  accent: '#0f6692',
  bar: '#bcd9ea',
  good: '#1a7048',
  bad: '#b0312a',
} as const

const DARK = [
  '.ground{background:#14181d!important}',
  '.paper{background:#1d232a!important}',
  '.ink{color:#eef1f4!important}',
  '.quiet{color:#aab4bf!important}',
  '.accent{color:#7cc4ea!important}',
  '.button{background:#7cc4ea!important}',
  '.button a{color:#0d1b24!important}',
  '.good{color:#6fd3a3!important}',
  '.bad{color:#ff9a92!important}',
  '.edge{border-color:#333c46!important}',
  '.bar{background:#3c7ea2!important}',
].join('')

const FONT =
  "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,'PingFang SC','Microsoft YaHei',sans-serif"
const TABLE = 'role="presentation" cellpadding="0" cellspacing="0" border="0"'
const FRAME = { markup: TABLE }
const LANGUAGES = { en: 'en', zh: 'zh-CN' } as const
const PER_ROW = 3

/** The whole mail. `unsubscribe`: where this receiver leaves. */
export function htmlOf(content: Content, unsubscribe: string): string {
  const { language, subject, title, site, days, versus, sentences } = content
  const sheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${DARK}}`
  const { markup } = html`<!doctype html>
<html lang="${LANGUAGES[language]}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${subject}</title>
<style>${{ markup: sheet }}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:${COLOURS.ground};-webkit-text-size-adjust:100%">
<table ${FRAME} width="100%" class="ground" bgcolor="${COLOURS.ground}" style="background:${COLOURS.ground}"><tr><td align="center" style="padding:16px 8px">
<table ${FRAME} width="600" class="paper" bgcolor="${COLOURS.paper}" style="width:100%;max-width:600px;background:${COLOURS.paper};${FONT}">
${row(html`<p class="quiet" style="${text(13, 'quiet')}">${title}</p>
<h1 class="ink" style="${text(20, 'ink')};font-weight:600;padding-top:2px">${unlinked(site)}</h1>
<p class="quiet" style="${text(14, 'quiet')};padding-top:2px">${days}${versus && ` · ${versus}`}</p>`)}
${row(sentencesOf(sentences, content.tone))}
${content.tiles.length > 0 ? row(tilesOf(content.tiles)) : []}
${content.parts.map((part) => row(partOf(part)))}
${content.broken ? row(brokenOf(content.broken)) : []}
${row(buttonOf(content.link))}
${row(html`<p class="quiet" style="${text(12, 'quiet')}">${unlinked(content.reason)} <a class="accent" href="${unsubscribe}" style="color:${COLOURS.accent}">${content.unsubscribe}</a></p>`)}
</table>
</td></tr></table>
</body>
</html>`
  return markup
}

function row(inside: Markup): Markup {
  return html`<tr><td class="edge" style="padding:16px 20px;border-bottom:1px solid ${COLOURS.line}">${inside}</td></tr>
`
}

function text(size: number, colour: keyof typeof COLOURS): string {
  return `margin:0;font-size:${size}px;line-height:1.45;color:${COLOURS[colour]}`
}

function toned(tone: Tone): keyof typeof COLOURS & string {
  return tone === 'plain' ? 'quiet' : tone
}

function sentencesOf([first = '', ...others]: readonly string[], tone: Tone): Markup {
  const colour = tone === 'bad' ? 'bad' : 'ink'
  return html`<p class="${colour}" style="${text(16, colour)};font-weight:600">${unlinked(first)}</p>
${others.map((one) => html`<p class="ink" style="${text(14, 'ink')};padding-top:6px">${unlinked(one)}</p>`)}`
}

/** Three beside one another: five are too many for a phone. */
function tilesOf(tiles: readonly Tile[]): Markup {
  const rows: Markup[] = []
  for (let at = 0; at < tiles.length; at += PER_ROW) {
    const cells = Array.from({ length: PER_ROW }, (_, i) => tileOf(tiles[at + i]))
    rows.push(html`<tr>${cells}</tr>`)
  }
  return html`<table ${FRAME} width="100%" style="table-layout:fixed">${rows}</table>`
}

function tileOf(tile: Tile | undefined): Markup {
  if (!tile) return html`<td width="33%"></td>`
  const { name, value, change } = tile
  const tone = toned(change?.tone ?? 'plain')
  return html`<td width="33%" valign="top" style="padding:6px 8px 6px 0">
<p class="quiet" style="${text(12, 'quiet')};word-break:break-word">${unlinked(name)}</p>
<p class="ink" style="${text(20, 'ink')};font-weight:600">${value}</p>
<p class="${tone}" style="${text(12, tone)}">${change?.text ?? ' '}</p></td>`
}

function partOf({ title, lines, empty }: Part): Markup {
  const head = html`<h2 class="ink" style="${text(14, 'ink')};font-weight:600;padding-bottom:6px">${title}</h2>`
  if (lines.length === 0) {
    return html`${head}<p class="quiet" style="${text(13, 'quiet')}">${empty ?? ''}</p>`
  }
  return html`${head}<table ${FRAME} width="100%" style="table-layout:fixed">${lines.map(lineOf)}</table>`
}

function lineOf({ name, value, share, note, tone = 'plain' }: Line): Markup {
  const colour = tone === 'plain' ? 'ink' : tone
  const said =
    note === undefined
      ? []
      : html` <span class="quiet" style="color:${COLOURS.quiet};font-size:12px">${note}</span>`
  return html`<tr><td style="padding:3px 0;overflow:hidden"><p class="ink" style="${text(13, 'ink')};word-break:break-word">${unlinked(name)}${said}</p>${barOf(share)}</td>
<td width="104" align="right" valign="top" class="${colour}" style="${text(13, colour)};padding:3px 0 3px 12px;font-weight:600">${value}</td></tr>
`
}

/** A bar is two cells, one filled: whatever shows tables shows it, and whoever reads aloud passes it by. */
function barOf(share: number): Markup {
  const filled = Math.round(100 * share)
  if (filled === 0) return html``
  const rest =
    filled === 100
      ? []
      : html`<td width="${100 - filled}%" style="font-size:0;line-height:0">&nbsp;</td>`
  return html`<table ${FRAME} width="100%" aria-hidden="true" style="table-layout:fixed"><tr><td width="${filled}%" height="5" class="bar" bgcolor="${COLOURS.bar}" style="background:${COLOURS.bar};font-size:0;line-height:0;height:5px">&nbsp;</td>${rest}</tr></table>`
}

function brokenOf({ title, lines, link }: NonNullable<Content['broken']>): Markup {
  return html`<h2 class="bad" style="${text(14, 'bad')};font-weight:600;padding-bottom:4px">${title}</h2>
${lines.map((line) => html`<p class="ink" style="${text(13, 'ink')};padding-bottom:4px">${unlinked(line)}</p>`)}<p style="${text(13, 'ink')}"><a class="accent" href="${link.url}" style="color:${COLOURS.accent}">${link.text}</a></p>`
}

/** The cell is the button: Outlook gives a link no room around it. */
function buttonOf({ text: label, url }: Content['link']): Markup {
  return html`<table ${FRAME}><tr><td class="button" bgcolor="${COLOURS.accent}" style="background:${COLOURS.accent};border-radius:6px;padding:9px 16px"><a href="${url}" style="color:#ffffff;text-decoration:none;font-size:14px;font-weight:600;${FONT}">${label}</a></td></tr></table>`
}
