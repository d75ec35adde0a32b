import { isMailAddress } from '../mail-address.ts'
import type { ChannelKind } from '../vocabulary.ts'

const LONGEST = 2_000

/** What is wrong with the address of a way out; undefined where nothing is. */
export function wrongTarget(kind: ChannelKind, to: string): string | undefined {
  if (kind === 'email') return isMailAddress(to) ? undefined : 'is not an e-mail address'
  const url = to.length <= LONGEST && URL.canParse(to) ? new URL(to) : undefined
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  return url && isWeb ? wrongUrl(url) : 'is not an address like https://example.com/hook'
}

function wrongUrl({ username, password, hash, port }: URL): string | undefined {
  if (username !== '' || password !== '') return 'has a user or password in it'
  if (hash !== '') return 'has a # in it, which is never sent'
  // What a URL leaves out is 80 or 443.
  const usual = port === '' || ['80', '443'].includes(port) || Number(port) >= 1_024
  return usual ? undefined : `has port ${port}: only 80, 443 and those from 1024 on are taken`
}

/** Addresses of webhooks are keys: of them where they lead, and of a long one its end, to know it by. */
export function masked(kind: ChannelKind, to: string): string {
  if (kind === 'email') return to
  const { origin, href } = new URL(to)
  const rest = href.slice(origin.length)
  if (rest === '/') return origin
  return `${origin}/…${rest.length >= 32 ? rest.slice(-4) : ''}`
}
