/** Personal things that sites put into addresses and titles (spec: protocol.md, `url`: never stored). */

const EMAIL = /[^/\s@?#=&;,:<>"']+(?:@|%40)[^/\s@?#=&;,:<>"']+\.[a-z]{2,}/gi
/** A JSON Web Token: base64url parts, the first of which is always `{"…`. */
const JWT = /eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g
/** 128 bits or more in hexadecimal without the dashes of a UUID: what password resets and sessions look like. */
const HEX = /\b[0-9a-f]{32,}\b/gi
/** `#access_token=…` of an OAuth redirect, and what is called like it. */
const NAMED = /\b([a-z_]*(?:token|secret|password))=[^&#\s"']+/gi

/** Of a JSON Web Token, the shorter of the two. */
const SHORTEST = 20

/** The text with e-mail addresses and tokens replaced by a word in brackets. */
export function redact(text: string): string {
  // Nearly every text holds none, and looking for a sign of one costs a tenth of looking for one.
  const mailed = text.includes('@') || text.includes('%40') ? text.replace(EMAIL, '[email]') : text
  const hidden =
    mailed.length < SHORTEST ? mailed : mailed.replace(JWT, '[token]').replace(HEX, '[token]')
  return hidden.includes('=') ? hidden.replace(NAMED, '$1=[token]') : hidden
}
