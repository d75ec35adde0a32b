import { providerOf, unset } from '../auth/provider/provider.ts'
import type { Config } from '../config.ts'
import { type Finding, finding } from './finding.ts'
import { inDatabase } from './in-database.ts'

const WHAT = 'sign-in provider'

/** Whether there is all that signing in elsewhere needs, and whether it answers. */
export async function provider(config: Config, now: number): Promise<Finding> {
  const { oidcIssuer } = config
  const there = providerOf(config, () => now)
  if (oidcIssuer === undefined || there === undefined) return finding(WHAT, 'good', 'none')
  const missing = unset(config)
  if (missing !== undefined) {
    const mend = `set ${missing}; until then nobody can sign in there, and passwords go on`
    return finding(WHAT, 'bad', `${oidcIssuer}, but ${missing} is not set`, mend)
  }
  try {
    await there.check()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const mend = 'put TRIBUTARY_OIDC_ISSUER right, or start the provider; passwords go on'
    return finding(WHAT, 'bad', `${oidcIssuer}: ${reason}`, mend)
  }
  return doubts(config, oidcIssuer)
}

/** What works, and may not be meant. */
function doubts(config: Config, issuer: string): Finding {
  if (issuer.startsWith('http:') && !isHere(issuer)) {
    const mend = 'name an address with https, or keep the way there to yourself'
    return finding(WHAT, 'warn', `${issuer} is asked without TLS`, mend)
  }
  if (isAnybodys(config, issuer)) {
    const mend =
      'name your domain with TRIBUTARY_OIDC_ROLES_CLAIM=hd, or make the consent screen internal'
    return finding(WHAT, 'warn', '* is everybody with a Google account', mend)
  }
  const unknown = unknownSites(config)
  if (unknown.length > 0) {
    const mend = 'add them with "tributary site add", or put TRIBUTARY_OIDC_ROLES right'
    return finding(WHAT, 'warn', `roles on ${unknown.join(', ')}, which are no sites`, mend)
  }
  return finding(WHAT, 'good', issuer)
}

function isAnybodys({ oidcRoles }: Config, issuer: string): boolean {
  const all = oidcRoles?.rules.some(({ group }) => group === '*') ?? false
  return all && new URL(issuer).host === 'accounts.google.com'
}

function isHere(issuer: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(new URL(issuer).hostname)
}

function unknownSites(config: Config): string[] {
  const named = new Set(
    config.oidcRoles?.rules.flatMap(({ site }) => (site === null ? [] : [site])),
  )
  const known = inDatabase(config, (db) =>
    db.prepare<[], string>('select domain from site').pluck().all(),
  )
  return [...named].filter((domain) => known?.includes(domain) === false)
}
