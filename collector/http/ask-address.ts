import { may } from '../auth/caller.ts'
import { Refusal } from '../refusal.ts'
import type { ChannelOut, ChannelOutChange, ChannelOutInput } from '../sending/channels-out.ts'
import { consentOf, requireMayAsk } from '../sending/consent.ts'
import { askAddress } from '../sending/consent-letter.ts'
import { mailConfigured } from '../sending/mail-configured.ts'
import type { TryLanguage } from '../sending/try-channel.ts'
import type { AppContext } from './environment.ts'
import { publicOrigin } from './origin.ts'

const DECLINED = 'whoever has this address wants nothing of this site'

/** Whether whoever asks speaks for the site: its owners, and programs, whose tokens only owners give. */
function speaks({ var: { caller, site } }: AppContext): boolean {
  return caller.kind !== 'person' || may(caller, 'admin', Number(site.id))
}

/**
 * What is typed in, with whose word it is. Throws a 422 for an address that said no, and a 429 where it cannot be asked today; of
 * what owners type in neither.
 */
export async function typedIn<Given extends ChannelOutInput | ChannelOutChange>(
  c: AppContext,
  given: Given,
  before?: ChannelOut,
): Promise<Given & { speaks: boolean }> {
  const isSpeaking = speaks(c)
  const kind = before?.kind ?? ('kind' in given ? given.kind : undefined)
  const isNew = given.to !== undefined && given.to !== before?.to
  if (kind === 'email' && isNew && !isSpeaking) await requireAskable(c, given.to ?? '')
  return { ...given, speaks: isSpeaking }
}

async function requireAskable(c: AppContext, email: string): Promise<void> {
  const { settings, config, now } = c.var.shared
  const addressed = { site: Number(c.var.site.id), email }
  const consent = await consentOf(settings, addressed, false)
  if (consent === 'declined') throw new Refusal(422, DECLINED, [{ path: 'to', message: DECLINED }])
  // Without a mail server nobody is sent anything.
  if (consent === 'asked' && mailConfigured(config)) await requireMayAsk(settings, addressed, now())
}

/** Asks the address of a way out that was typed in anew, where it has to be asked. */
export async function askWhereNeeded(
  c: AppContext,
  stored: ChannelOut,
  before?: ChannelOut,
): Promise<void> {
  const { to, confirmed, declined } = stored
  if (confirmed || declined || to === null || to === before?.to) return
  if (!mailConfigured(c.var.shared.config)) return
  const isChinese = /^zh\b/iu.test(c.req.header('accept-language') ?? '')
  await ask(c, to, isChinese ? 'zh' : 'en')
}

/** Asks once more. Throws a 409 where nobody has to be asked, a 422 where it cannot be or the address said no, a 429 for too often. */
export async function askAgain(
  c: AppContext,
  { to, confirmed, declined }: ChannelOut,
  language: TryLanguage,
): Promise<string> {
  const { settings, config, now } = c.var.shared
  if (confirmed) throw new Refusal(409, 'it is confirmed already')
  if (declined && !speaks(c)) throw new Refusal(422, DECLINED)
  if (to === null) throw new Refusal(409, 'its address was kept with another key; type it in again')
  if (!mailConfigured(config)) {
    throw new Refusal(422, 'this server sends no mail: set TRIBUTARY_SMTP_URL')
  }
  await requireMayAsk(settings, { site: Number(c.var.site.id), email: to }, now())
  await ask(c, to, language)
  return to
}

async function ask(c: AppContext, email: string, language: TryLanguage): Promise<void> {
  const { settings, now } = c.var.shared
  const { id, domain } = c.var.site
  const letter = { site: Number(id), domain, email, origin: publicOrigin(c), language }
  await askAddress(settings, letter, now())
}
