import { ClickHouseAddress } from './clickhouse-address.ts'
import { isAddressRange } from './ip-address.ts'
import { PostgresAddress } from './postgres-address.ts'
import { RoleRules } from './role-rules.ts'
import { SmtpAddress } from './smtp-address.ts'

/** What a setting's text means, one function a kind. Each throws `Unexpected`. */

/** Not what a setting may be; `message` says what was expected. */
export class Unexpected extends Error {}

function expected(what: string): never {
  throw new Unexpected(what)
}

export function wholeNumber(least: number, greatest: number) {
  return (text: string): number => {
    const value = Number(text)
    const fits = /^\d+$/u.test(text) && value >= least && value <= greatest
    return fits ? value : expected(`a whole number from ${least} to ${greatest}`)
  }
}

export function yesOrNo(text: string): boolean {
  if (/^(1|true|yes|on)$/iu.test(text)) return true
  return /^(0|false|no|off)$/iu.test(text) ? false : expected('true or false')
}

export function addresses(text: string): string[] {
  const list = text.split(/[\s,]+/u).filter((part) => part !== '')
  const wrong = list.find((part) => !isAddressRange(part))
  return wrong === undefined ? list : expected(`addresses or CIDR ranges; "${wrong}" is neither`)
}

/** By hand: an expression for it would try again from every slash. */
function trailingSlashes(text: string): number {
  let count = 0
  while (text.at(-1 - count) === '/') count += 1
  return count
}

export function pathPrefix(text: string): string {
  const path = text.slice(0, text.length - trailingSlashes(text))
  const usable =
    /^(\/[A-Za-z0-9._~-]+)+$/u.test(path) && !/^\/(api|l|u|sign-in|health|ready)(\/|$)/u.test(path)
  return usable ? path : expected('a path like /t or /js/app that nothing else uses')
}

export function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return expected('an address like https://growth.example.com')
  }
  return url.origin
}

export const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
export type LogLevel = (typeof LEVELS)[number]

export function level(text: string): LogLevel {
  return LEVELS.find((known) => known === text) ?? expected(`one of ${LEVELS.join(', ')}`)
}

export function anyText(text: string): string {
  return text === '' ? expected('a text') : text
}

export function clickhouse(text: string): ClickHouseAddress {
  return (
    ClickHouseAddress.parse(text) ??
    expected('an address like https://user:password@clickhouse.example.com:8443/tributary')
  )
}

export function postgres(text: string): PostgresAddress {
  return (
    PostgresAddress.parse(text) ??
    expected('an address like postgres://user:password@postgres.example.com:5432/tributary')
  )
}

export function smtp(text: string): SmtpAddress {
  return (
    SmtpAddress.parse(text) ??
    expected(
      'an address like smtps://user:password@smtp.example.com:465?from=growth@example.com; what is special in user or password is written in percent',
    )
  )
}

export function word(text: string): string {
  return /^[\w.-]+$/u.test(text) ? text : expected('a word')
}

const DISCOVERY = '/.well-known/openid-configuration'

/** The address of a provider; its discovery document is taken for it. */
export function issuer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const fits = /^https?:$/u.test(url?.protocol ?? '') && !url?.search && !url?.hash
  if (!fits || url?.username)
    return expected('an address like https://login.example.com/realms/growth')
  return text.endsWith(DISCOVERY) ? text.slice(0, -DISCOVERY.length) : text
}

export function roleRules(text: string): RoleRules {
  return (
    RoleRules.parse(text) ??
    expected(
      'roles by group like growth=owner,marketing=editor@example.com,*=viewer; a name with a comma or an equals sign stands in quotes',
    )
  )
}

/** Of OAuth; without `openid` nobody is told who signed in. */
export function scopeNames(text: string): string {
  const names = text.split(/[\s,]+/u).filter((name) => name !== '')
  return names.includes('openid') ? names.join(' ') : expected('scopes, openid among them')
}
