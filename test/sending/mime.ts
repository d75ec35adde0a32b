/** A mail as a mail program takes it apart. */
export interface Parsed {
  /** By names in lower case, unfolded and decoded. */
  headers: ReadonlyMap<string, string>
  text: string
  html: string
}

interface Part {
  headers: ReadonlyMap<string, string>
  body: string
}

/** Reads a mail of two alternatives. Throws where it is none. */
export function parseMail(raw: string): Parsed {
  const whole = partOf(raw)
  const boundary = /boundary="?([^";]+)"?/u.exec(whole.headers.get('content-type') ?? '')?.[1]
  if (boundary === undefined) throw new Error('a mail of one part')
  const parts = whole.body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => partOf(part.replace(/^\r\n/u, '')))
  const of = (type: string) =>
    decoded(parts.find(({ headers }) => headers.get('content-type')?.startsWith(type)))
  return { headers: whole.headers, text: of('text/plain'), html: of('text/html') }
}

function partOf(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/gu, ' ')
    .split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), words(line.slice(at + 1).trim())]
  })
  return { headers: new Map(headers), body: raw.slice(end + 4) }
}

/** Encoded words (RFC 2047). */
function words(value: string): string {
  return value
    .replace(/\?= =\?/gu, '?==?')
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/giu, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quoted(text.replaceAll('_', ' ')),
    )
}

function decoded(part: Part | undefined): string {
  if (!part) throw new Error('a part is missing')
  const encoding = part.headers.get('content-transfer-encoding')
  if (encoding === 'base64') return Buffer.from(part.body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? quoted(part.body) : part.body
}

function quoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/gu, '')
    .replace(/=([0-9A-F]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
