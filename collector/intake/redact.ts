/**
 * Personal things that sites put into addresses and titles (spec: protocol.md, `url`: never stored). Foreign text is
 * read in steps that its length bounds: an expression that may try again from every place would take it minutes.
 */

/** Longest local part and domain by RFC 5321. */
const MOST_LOCAL = 64
const MOST_DOMAIN = 255

/** The sign between the two, also escaped once or twice. */
const AT = /@|%(?:25)?40/g
/** A character that may stand left of it; `%` for escaped ones. */
const LOCAL = /[^/\s@?#=&;,:<>"'()[\]{}]/u
const DOMAIN = /[\p{L}\p{N}.-]*/uy
/** Everything up to a top-level domain of letters, or of letters in punycode. */
const TOP_LEVEL = /\.(?:xn--[a-z0-9-]{2,59}|\p{L}{2,63})(?![\p{L}\p{N}])/giu

/** What ends like a file is one: `logo@2x.png`, `vue@latest.js`. */
const FILE = new Set(
  (
    'apng avif bmp gif heic heif ico jpeg jpg png svg tif tiff webp avi mkv mov mpeg mpg ogv webm ' +
    'aac flac ogg wav csv doc docx odp ods odt pdf ppt pptx rtf tsv txt xls xlsx bz dmg exe gz iso ' +
    'jar msi rar tar tgz xz zip asp aspx cgi cjs css htm html js json jsp jsx map mjs php ts tsx ' +
    'wasm xhtml xml yaml yml eot otf ttf woff bak log min tmp'
  ).split(' '),
)
/** A file may be called by somebody's address: `ada@example.com.png`. Two letters are a country's. */
const COMMON = new Set(['com', 'org', 'net', 'edu', 'gov', 'info', 'biz'])

/** Of 128 bits in hexadecimal, the fewest characters. */
const SHORTEST_SECRET = 32
const NAMES_SECRET = /reset|passw|token|secret|verif|confirm|activat|invit|magic|unsubscribe/i
/** `#access_token=…` of an OAuth redirect, and what is called like it. */
const NAMED = /\b([a-z_]*(?:token|secret|password))=[^&#\s"']+/gi

/** The text with e-mail addresses and tokens replaced by a word in brackets. */
export function redact(text: string): string {
  // Nearly every text holds none, and looking for a sign of one costs a tenth of looking for one.
  const mailed = mayHoldEmail(text) ? withoutEmails(text) : text
  const hidden = mailed.includes('eyJ') ? withoutJwts(mailed) : mailed
  return hidden.includes('=') ? hidden.replace(NAMED, '$1=[token]') : hidden
}

/** A path, in which a segment after `reset`, `verify` or the like is a secret, too. Other ids are kept. */
export function redactPath(path: string): string {
  const text = redact(path)
  if (text.length < 40 || !NAMES_SECRET.test(text)) return text
  const segments = text.split('/')
  return segments
    .map((segment, index) =>
      isSecret(segment) && NAMES_SECRET.test(segments[index - 1] ?? '') ? '[token]' : segment,
    )
    .join('/')
}

/** Made by a machine: with digits, and words of a slug or the parts of a UUID between dashes are of one case. */
function isSecret(segment: string): boolean {
  if (segment.length < SHORTEST_SECRET || !/^[\w-]+$/.test(segment)) return false
  if (!/\d/.test(segment) || segment.startsWith('0x')) return false
  return !/[-_]/.test(segment) || (/[a-z]/.test(segment) && /[A-Z]/.test(segment))
}

function mayHoldEmail(text: string): boolean {
  return text.includes('@') || text.includes('%40') || text.includes('%2540')
}

function withoutEmails(text: string): string {
  let kept = ''
  let from = 0
  for (const { index, 0: sign } of text.matchAll(AT)) {
    if (index < from) continue
    const length = domainLength(text, index + sign.length)
    const start = length > 0 ? localStart(text, Math.max(from, index - MOST_LOCAL), index) : index
    if (start === index) continue
    kept += `${text.slice(from, start)}[email]`
    from = index + sign.length + length
  }
  return from === 0 ? text : kept + text.slice(from)
}

function localStart(text: string, least: number, at: number): number {
  let start = at
  while (start > least && LOCAL.test(text[start - 1] ?? '')) start -= 1
  return start
}

/** Characters of a mail domain that stands there; 0 for none, and for what is a file's name. */
function domainLength(text: string, start: number): number {
  DOMAIN.lastIndex = 0
  const run = DOMAIN.exec(text.slice(start, start + MOST_DOMAIN))?.[0] ?? ''
  if (!run.includes('.')) return 0
  const ends = [...run.matchAll(TOP_LEVEL)].map(({ index, 0: label }) => ({
    end: index + label.length,
    label: label.slice(1).toLowerCase(),
  }))
  let last = ends.pop()
  if (!last || !FILE.has(last.label)) return last?.end ?? 0
  while (last && FILE.has(last.label)) last = ends.pop()
  return last && (COMMON.has(last.label) || last.label.length === 2) ? last.end : 0
}

const BASE64URL = /[\w-]*/y
const SHORTEST_PART = 8

/** A JSON Web Token: base64url parts with dots between, the first of which is always `{"…`. */
function withoutJwts(text: string): string {
  let kept = ''
  let from = 0
  for (let at = text.indexOf('eyJ'); at >= 0; at = text.indexOf('eyJ', at)) {
    const end = jwtEnd(text, at)
    if (end > at) {
      kept += `${text.slice(from, at)}[token]`
      from = end
    }
    // Whatever begins later in the same part ends where it does, and is shorter.
    at = Math.max(end, partEnd(text, at))
  }
  return from === 0 ? text : kept + text.slice(from)
}

/** Where the token that begins at `start` ends; `start` when none does. */
function jwtEnd(text: string, start: number): number {
  const header = partEnd(text, start)
  const claims = text[header] === '.' ? partEnd(text, header + 1) : header
  if (header - start < 'eyJ'.length + SHORTEST_PART || claims - header <= SHORTEST_PART)
    return start
  return text[claims] === '.' ? partEnd(text, claims + 1) : claims
}

function partEnd(text: string, start: number): number {
  BASE64URL.lastIndex = start
  return start + (BASE64URL.exec(text)?.[0].length ?? 0)
}
