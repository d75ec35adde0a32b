/** Personal things that sites put into addresses and titles (spec: protocol.md, `url`: never stored). */

const EMAIL = /[^/\s@?#=&;,:<>"']+(?:@|%40)[^/\s@?#=&;,:<>"']+\.[a-z]{2,}/gi
/** A JSON Web Token: base64url parts, the first of which is always `{"…`. */
const JWT = /eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g
/** 128 bits or more in hexadecimal without the dashes of a UUID: what password resets and sessions look like. */
const HEX = /\b[0-9a-f]{32,}\b/gi
/** `#access_token=…` of an OAuth redirect, and what is called like it. */
const NAMED = /\b([a-z_]*(?:token|secret|password))=[^&#\s"']+/gi

/** The text with e-mail addresses and tokens replaced by a word in brackets. */
export function redact(text: string): string {
  if (text.length < 6) return text
  return text
    .replace(EMAIL, '[email]')
    .replace(JWT, '[token]')
    .replace(HEX, '[token]')
    .replace(NAMED, '$1=[token]')
}
