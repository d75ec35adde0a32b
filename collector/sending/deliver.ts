import type { Config } from '../config.ts'
import type { ChannelKind } from '../vocabulary.ts'
import { clip } from './clip.ts'
import { foot } from './forms/form.ts'
import { FORMS } from './kinds.ts'
import { mailForm } from './mail/mail-form.ts'
import { sendMail } from './mail/smtp.ts'
import type { Message } from './message.ts'
import { failed, type Outcome } from './outcome.ts'
import { post, troubleOf } from './post.ts'
import { Unreachable } from './reachable.ts'

/** One message and whom it is for. */
export interface Parcel {
  /** Id of the delivery: the same at every try. */
  id: string
  /** Domain; null: of an account. */
  site: string | null
  kind: ChannelKind
  /** Address or URL. */
  to: string
  secret: string | null
  message: Message
  /** Epoch ms. */
  created_at: number
}

export interface Posting {
  config: Pick<Config, 'smtpUrl' | 'privateWebhooks'>
  /** Epoch ms. */
  now: number
  /** Ends what is under way. */
  ending: AbortSignal
}

const NO_MAIL = 'this server sends no e-mail: TRIBUTARY_SMTP_URL is not set'

/** Tries once. Never throws for what a receiver does. */
export async function deliver(parcel: Parcel, posting: Posting): Promise<Outcome> {
  return parcel.kind === 'email' ? await mailed(parcel, posting) : await posted(parcel, posting)
}

async function mailed(parcel: Parcel, { config, ending }: Posting): Promise<Outcome> {
  const { id, to, site, message, created_at } = parcel
  if (config.smtpUrl === undefined) return failed(NO_MAIL, true)
  const form = mailForm(message, foot(site))
  return await sendMail(config.smtpUrl, { id, to, form, at: created_at }, { ending })
}

async function posted(parcel: Parcel, { config, now, ending }: Posting): Promise<Outcome> {
  if (parcel.kind === 'email') return failed(NO_MAIL, false)
  const form = FORMS[parcel.kind]
  const request = form.request({ ...parcel, url: parcel.to, now })
  try {
    const answer = await post(request, { ownNetwork: config.privateWebhooks, ending, now })
    return withoutKeys(form.outcome(answer), parcel)
  } catch (error) {
    return failed(troubleOf(error), !(error instanceof Unreachable))
  }
}

/** Shorter parts of an address are words. */
const SHORTEST_KEY = 6
const LONGEST_DETAIL = 300

/** A receiver may tell what it was asked for, which nobody is told again. */
function withoutKeys(outcome: Outcome, { to, secret }: Pick<Parcel, 'to' | 'secret'>): Outcome {
  if (outcome.detail === null) return outcome
  const { pathname, searchParams } = new URL(to)
  const keys = [...pathname.split('/'), ...searchParams.values(), secret ?? '']
    .filter(({ length }) => length >= SHORTEST_KEY)
    // One may be part of another.
    .toSorted((a, b) => b.length - a.length)
  const detail = keys.reduce((text, key) => text.replaceAll(key, '…'), outcome.detail)
  return { ...outcome, detail: clip(detail, LONGEST_DETAIL) }
}
