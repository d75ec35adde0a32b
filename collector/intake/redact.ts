/** Personal things that sites put into paths (spec: protocol.md, `url`: never stored). */

const EMAIL = /[^/\s@?#=&;,]+(?:@|%40)[^/\s@?#=&;,]+\.[a-z]{2,}/gi
/** A JSON Web Token: three base64url parts, the first of which is always `{"…`. */
const TOKEN = /eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g

/** The path with e-mail addresses and tokens replaced by a word in brackets. */
export function redactPath(path: string): string {
  if (!path.includes('@') && !path.includes('%40') && !path.includes('eyJ')) return path
  return path.replace(EMAIL, '[email]').replace(TOKEN, '[token]')
}
