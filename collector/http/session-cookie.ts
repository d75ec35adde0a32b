import { timingSafeEqual } from 'node:crypto'
import { getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { boxOf } from '../auth/box.ts'
import { newSecret } from '../auth/secret.ts'
import type { AppContext } from './environment.ts'
import { isSecure } from './origin.ts'

export const SESSION_COOKIE = 'tributary_session'
const DEVICE_COOKIE = 'tributary_device'
const YEAR_SECONDS = 365 * 86_400

/** `__Host-` keeps a neighbour on another subdomain from setting it; browsers take it over TLS only. */
function nameOf(c: AppContext, cookie: string): string {
  return isSecure(c) ? `__Host-${cookie}` : cookie
}

function set(c: AppContext, cookie: string, value: string, maxAge: number): void {
  const options: CookieOptions = {
    path: '/',
    httpOnly: true,
    // Lax, not Strict: a link to a report in a mail must open as the reader.
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge,
  }
  setCookie(c, nameOf(c, cookie), value, options)
}

export function sessionCookie(c: AppContext): string | undefined {
  return getCookie(c, nameOf(c, SESSION_COOKIE))
}

/** For so many seconds. */
export function setSessionCookie(c: AppContext, secret: string, seconds: number): void {
  set(c, SESSION_COOKIE, secret, seconds)
}

/** What the browser is to bring back, for so many seconds; sealed, for it is nobody's to read or to make. */
export function keepSealed(
  c: AppContext,
  cookie: string,
  value: { sealed: string; seconds: number },
): void {
  set(c, cookie, value.sealed, value.seconds)
}

export function sealedCookie(c: AppContext, cookie: string): string | undefined {
  return getCookie(c, nameOf(c, cookie))
}

export function dropSealed(c: AppContext, cookie: string): void {
  set(c, cookie, '', 0)
}

export function dropSessionCookie(c: AppContext): void {
  set(c, SESSION_COOKIE, '', 0)
}

function signature(c: AppContext, user: string, name: string): Buffer {
  return boxOf(c.var.shared.settings).sign(`device.${user}.${name}`)
}

/** Says to a browser that this person signed in there, so that tries from elsewhere do not shut it out. */
export function rememberDevice(c: AppContext, user: string): void {
  if (deviceOf(c, user) !== undefined) return
  const name = newSecret()
  const signed = signature(c, user, name).toString('base64url')
  set(c, DEVICE_COOKIE, `${name}.${signed}`, YEAR_SECONDS)
}

/** The name of a browser in which the person signed in before; undefined for any other. */
export function deviceOf(c: AppContext, user: string): string | undefined {
  const [name = '', signed = ''] = (getCookie(c, nameOf(c, DEVICE_COOKIE)) ?? '').split('.')
  const given = Buffer.from(signed, 'base64url')
  const right = name === '' ? undefined : signature(c, user, name)
  const known = right?.length === given.length && timingSafeEqual(right, given)
  return known ? name : undefined
}
