import { visible } from './normalise.ts'

export interface Parameter {
  /** Decoded, lower-cased, without `amp;`. */
  name: string
  /** Decoded and trimmed, without invisible characters; a malformed escape stays as written. */
  value: string
  /** As the URL spelled it, without `amp;`: what may be kept. */
  written: string
}

/** One well-formed percent-encoded UTF-8 character; anything else stays as written. */
const ESCAPED =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi

function decodeCharacter(escaped: string): string {
  try {
    return decodeURIComponent(escaped)
  } catch {
    // Overlong or surrogate bytes: of UTF-8's shape, but no character.
    return escaped
  }
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  return visible(spaced.includes('%') ? spaced.replace(ESCAPED, decodeCharacter) : spaced).trim()
}

/** `&amp;` escaped once too often, as mail programs do: `amp;utm_medium`. */
const AMP = /^(?:amp;)+/i

function readParameter(text: string): Parameter {
  const written = text.trim().replace(AMP, '')
  const equals = written.indexOf('=')
  const name = equals < 0 ? written : written.slice(0, equals)
  const value = equals < 0 ? '' : written.slice(equals + 1)
  return { name: decode(name).replace(AMP, '').toLowerCase(), value: decode(value), written }
}

/** The parameters of a query without its `?`, in its order. */
export function readParameters(query: string): Parameter[] {
  if (query === '') return []
  return query.split('&').filter(Boolean).map(readParameter)
}

/** Query and fragment of a URL without `?` and `#`, also of one that does not parse. */
export function splitUrl(url: string): { query: string; fragment: string } {
  const text = /[\t\n\r]/.test(url) ? url.replace(/[\t\n\r]/g, '') : url
  const hash = text.indexOf('#')
  const before = hash < 0 ? text : text.slice(0, hash)
  const mark = before.indexOf('?')
  return {
    query: mark < 0 ? '' : before.slice(mark + 1).trim(),
    fragment: hash < 0 ? '' : text.slice(hash + 1).trim(),
  }
}
