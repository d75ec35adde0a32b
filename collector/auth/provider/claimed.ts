import { z } from 'zod'
import { Email } from '../users.ts'

/** What a provider says of whoever signed in there. */
export interface Claimed {
  issuer: string
  subject: string
  /** undefined where it says none that is one. */
  email: string | undefined
  /** The address is the person's own: the provider has checked it, or whoever runs the server trusts it to. */
  checked: boolean
  groups: readonly string[]
}

const MOST_GROUPS = 2_000
const LONGEST = 500

const Text = z.string().min(1).max(LONGEST)
const Who = z.object({ iss: Text, sub: Text })
const Overage = z.object({ _claim_names: z.record(z.string(), z.unknown()) })

interface Reading {
  rolesClaim: string
  trustEmail: boolean
}

type Claims = Readonly<Record<string, unknown>>

/** undefined: the provider left the groups out because they are too many. Throws a ZodError for what is no person. */
export function claimedIn(
  claims: Claims,
  { rolesClaim, trustEmail }: Reading,
): Claimed | undefined {
  const { iss, sub } = Who.parse(claims)
  const groups = valueAt(claims, rolesClaim)
  if (groups === undefined && isLeftOut(claims, rolesClaim)) return undefined
  const email = Email.safeParse(claims.email)
  return {
    issuer: iss,
    subject: sub,
    email: email.success ? email.data : undefined,
    checked: trustEmail || isYes(claims.email_verified),
    groups: groupsIn(groups),
  }
}

/**
 * What the token says, and for what it leaves out, what the provider says when it is asked. That an address is checked is said of the
 * one beside it: a token's own may be anybody's, as with tenants of Microsoft who write what they like there.
 */
export function claimsOf(token: Claims, asked: Claims): Claims {
  const { email, email_verified, ...rest } = asked
  const said = { email, email_verified }
  if (token.email === undefined) return { ...rest, ...token, ...said }
  return { ...rest, ...(token.email === email && said), ...token }
}

/** Some providers write it as text. */
function isYes(value: unknown): boolean {
  return value === true || value === 'true'
}

/** By its whole name, which may be an address with dots; else one step for each dot: `realm_access.roles`. */
export function valueAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  let value: unknown = claims
  for (const step of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

/** Microsoft’s word for more groups than a token holds: the claim's name, and an address to ask at. */
function isLeftOut(claims: Claims, name: string): boolean {
  const overage = Overage.safeParse(claims)
  return overage.success && Object.hasOwn(overage.data._claim_names, name)
}

/** A list, one name, or an object that has them as its keys. */
function groupsIn(value: unknown): string[] {
  const given = typeof value === 'string' ? [value] : listIn(value)
  const names = given.flatMap((one) => (Text.safeParse(one).success ? [String(one)] : []))
  return names.slice(0, MOST_GROUPS)
}

function listIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}
