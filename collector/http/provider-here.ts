import { type Provider, providerOf } from '../auth/provider/provider.ts'
import type { Dependencies } from './environment.ts'

/** Where people sign in elsewhere; that it cannot be reached is told at the start, which goes on. */
export function providerHere({
  config,
  now,
  log,
}: Pick<Dependencies, 'config' | 'now' | 'log'>): Provider | undefined {
  const provider = providerOf(config, now)
  provider?.check().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    log.error({ reason }, 'nobody can sign in by the provider now; passwords go on')
  })
  return provider
}
