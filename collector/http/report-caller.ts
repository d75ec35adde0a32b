import { subscriber } from '../ip-address.ts'
import type { ReportCaller } from '../reports/port.ts'
import type { AppContext } from './environment.ts'
import { addressOf } from './peer.ts'

/** Whom an answer costs its share of the server: a person, a token, or who came by a shared link from one address. */
export function reportCaller(c: AppContext): ReportCaller {
  const { caller } = c.var
  if (caller.kind === 'person') return { key: `person ${caller.user.id}`, guest: false }
  if (caller.kind === 'token') return { key: `token ${caller.id}`, guest: false }
  return { key: `guest ${caller.share} ${subscriber(addressOf(c))}`, guest: true }
}
