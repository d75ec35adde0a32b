import type { Configuration } from 'openid-client'
import type { Config } from '../../config.ts'
import { DAY, HOUR, SECOND } from '../../durations.ts'
import { ATTEMPT_MS, type Attempt } from './attempts.ts'
import { type Claimed, claimedIn, claimsOf, valueAt } from './claimed.ts'
import { type Client, discover, type Library, type Manner } from './discover.ts'
import { ProviderFailure } from './failure.ts'
import { failureIn } from './in-words.ts'
import { Renewed } from './renewed.ts'

export const CALLBACK = '/api/session/oidc/callback'

/** Where people sign in elsewhere. Its methods throw a ProviderFailure. */
export interface Provider {
  /** Its answers are there at all; throws why not. */
  check(): Promise<void>
  /** Where to send the browser, and what it is to keep. `next`: a path of ours. */
  begin(next: string): Promise<{ url: URL; attempt: Attempt }>
  /** Who came back, with that in the address. */
  finish(query: URLSearchParams, attempt: Attempt): Promise<Claimed>
}

export type ProviderConfig = Pick<
  Config,
  | 'publicUrl'
  | 'oidcIssuer'
  | 'oidcClientId'
  | 'oidcClientSecret'
  | 'oidcName'
  | 'oidcScopes'
  | 'oidcRolesClaim'
  | 'oidcRoles'
  | 'oidcTrustEmail'
>

/** What the button calls it; undefined where none is set. */
export function providerName({ oidcIssuer, oidcName }: ProviderConfig): string | undefined {
  return oidcIssuer && (oidcName ?? new URL(oidcIssuer).host)
}

/** What is still to be set; undefined where nothing is. */
export function unset({ publicUrl, oidcClientId }: ProviderConfig): string | undefined {
  const missing = [
    publicUrl === undefined && 'TRIBUTARY_PUBLIC_URL',
    oidcClientId === undefined && 'TRIBUTARY_OIDC_CLIENT_ID',
  ].filter((name) => name !== false)
  return missing.length === 0 ? undefined : missing.join(' and ')
}

/** The one of the configuration; undefined where people sign in with passwords alone. `now`: epoch ms. */
export function providerOf(config: ProviderConfig, now: () => number): Provider | undefined {
  const { oidcIssuer: issuer } = config
  if (issuer === undefined) return undefined
  const missing = unset(config)
  if (missing === undefined) return new OpenIdProvider(config, issuer, now)
  const failing = async () => {
    throw new ProviderFailure('unset', `${missing} is not set`)
  }
  return { check: failing, begin: failing, finish: failing }
}

class OpenIdProvider implements Provider {
  readonly #config: ProviderConfig
  readonly #now: () => number
  readonly #known: Renewed<Configuration>
  #manner: Manner | undefined
  #library: Promise<Library> | undefined

  constructor(config: ProviderConfig, issuer: string, now: () => number) {
    this.#config = config
    this.#now = now
    const client: Client = {
      issuer,
      clientId: config.oidcClientId ?? '',
      secret: config.oidcClientSecret?.reveal(),
      manner: () => this.#manner,
    }
    this.#known = new Renewed({
      ask: async () => ownOnly(await discover(await this.#load(), client)),
      now,
      ...{ fresh: HOUR, usable: DAY, pause: 5 * SECOND },
    })
  }

  async check(): Promise<void> {
    await inWords(() => this.#known.value())
  }

  async begin(next: string): Promise<{ url: URL; attempt: Attempt }> {
    return await inWords(async () => {
      const known = await this.#known.value()
      const library = await this.#load()
      const attempt = {
        state: library.randomState(),
        nonce: library.randomNonce(),
        verifier: library.randomPKCECodeVerifier(),
        next,
        ends: this.#now() + ATTEMPT_MS,
      }
      const url = library.buildAuthorizationUrl(known, {
        redirect_uri: this.#callback(),
        scope: this.#config.oidcScopes,
        code_challenge: await library.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      })
      return { url, attempt }
    })
  }

  async finish(query: URLSearchParams, attempt: Attempt): Promise<Claimed> {
    const url = new URL(`${this.#callback()}?${query}`)
    try {
      return await inWords(async () => this.#read(await this.#claims(url, attempt)))
    } catch (error) {
      // It may have other keys than a moment ago.
      this.#known.forget()
      throw error
    }
  }

  #read(claims: Readonly<Record<string, unknown>>): Claimed {
    const { oidcRolesClaim: rolesClaim, oidcTrustEmail: trustEmail } = this.#config
    const claimed = claimedIn(claims, { rolesClaim, trustEmail })
    if (claimed !== undefined) return { ...claimed, groups: this.#telling(claimed.groups) }
    throw new ProviderFailure('too_many_groups', 'the provider left the groups out')
  }

  /** Those that bring a role; which others somebody is in is nothing to keep. */
  #telling(groups: readonly string[]): string[] {
    const named = new Set(this.#config.oidcRoles?.rules.map(({ group }) => group))
    return groups.filter((group) => named.has(group))
  }

  async #claims(url: URL, attempt: Attempt): Promise<Readonly<Record<string, unknown>>> {
    const known = await this.#known.value()
    const tokens = await this.#exchange(known, url, attempt)
    const claims = { ...tokens.claims() }
    const { sub } = claims
    const { userinfo_endpoint } = known.serverMetadata()
    const whole =
      claims.email !== undefined && valueAt(claims, this.#config.oidcRolesClaim) !== undefined
    if (whole || sub === undefined || userinfo_endpoint === undefined) return claims
    const library = await this.#load()
    return claimsOf(claims, await library.fetchUserInfo(known, tokens.access_token, sub))
  }

  async #exchange(known: Configuration, url: URL, { state, nonce, verifier }: Attempt) {
    const library = await this.#load()
    const checks = {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    }
    try {
      return await library.authorizationCodeGrant(known, url, checks)
    } catch (error) {
      if (!(this.#config.oidcClientSecret && isUnknownClient(error)) || this.#manner) throw error
      // Some take a secret in the body alone, whatever they say, or read it otherwise in the header.
      this.#manner = 'post'
      return await library.authorizationCodeGrant(known, url, checks).catch((second: unknown) => {
        this.#manner = undefined
        throw second
      })
    }
  }

  #callback(): string {
    return `${this.#config.publicUrl}${CALLBACK}`
  }

  /** By whoever needs it. */
  #load(): Promise<Library> {
    this.#library ??= import('openid-client')
    return this.#library
  }
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw failureIn(error)
  }
}

/** Anybody's account of any company would do at the address that Microsoft has for all of them. */
function ownOnly(known: Configuration): Configuration {
  if (!known.serverMetadata().issuer.includes('{tenantid}')) return known
  const detail =
    'this address is for accounts of any company; name your own in TRIBUTARY_OIDC_ISSUER'
  throw new ProviderFailure('unset', detail)
}

/** Said before the code is looked at, so that it is still good. */
function isUnknownClient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'WWWAuthenticateChallengeError') return true
  return 'error' in error && error.error === 'invalid_client'
}
