import { callerByToken, may } from '../../auth/caller.ts'
import { tokenBySecret } from '../../auth/tokens.ts'
import { Refusal } from '../../refusal.ts'
import { siteNamed } from '../../settings/sites.ts'
import { firstForwarded } from '../client-address.ts'
import type { AppContext, Shared } from '../environment.ts'
import { header } from '../peer.ts'

/** Whether its holder may send events for visitors of a site. */
export interface IngestToken {
  secret: string
  /** Of some site, at least. */
  mayIngest: boolean
  may(site: string): Promise<boolean>
}

/**
 * The token that came along; undefined for none, and for one of another tool: those who moved may still send theirs, which nobody
 * reads there either.
 */
export async function ingestToken(
  c: AppContext,
  { settings, file, now }: Shared,
): Promise<IngestToken | undefined> {
  const authorization = header(c, 'authorization')
  if (authorization === undefined) return undefined
  const secret = /^Bearer +(\S+)$/iu.exec(authorization)?.[1] ?? ''
  const row = await tokenBySecret(settings, secret, now()).catch((error: unknown) => {
    // Programs send events whether PostgreSQL answers or not.
    if (error instanceof Refusal && error.status === 503) return tokenBySecret(file, secret, now())
    throw error
  })
  if (row === undefined) return undefined
  const caller = callerByToken(row)
  return {
    secret,
    mayIngest: may(caller, 'ingest', row.site ?? undefined),
    async may(domain) {
      const site = await siteNamed(file, domain)
      return site !== undefined && may(caller, 'ingest', Number(site.id))
    },
  }
}

/** The visitor for whom a server with a token sends, by the header; empty where it says nobody. */
export function visitorAddress(c: AppContext): string {
  return firstForwarded(header(c, 'x-forwarded-for') ?? '')
}
