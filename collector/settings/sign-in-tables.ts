import type { Generated } from 'kysely'

interface UserRow {
  id: string
  email: string | null
  /** `scrypt$…`, null until one is set. */
  password: string | null
  /** For all sites; null: only where the user is a member. */
  role: string | null
  /** Secret of the authenticator, sealed (box.ts); null: the password is enough. */
  totp: string | null
  /** The last time step whose code was taken. */
  totp_step: Generated<number>
  /** Hashes of the codes for who lost the authenticator. */
  recovery_codes: Generated<string>
  /** Codes that were wrong since the last right one. */
  wrong_codes: Generated<number>
  /** 1: whoever runs the server says that the e-mail is this person's. 2: the person has shown it, by a provider or an e-mail. */
  vouched: Generated<number>
  /** 1: the role came by what the provider says, and goes with it. */
  role_by_claim: Generated<number>
  created_at: number
}

interface MemberRow {
  user: string
  site: number
  role: string
  created_at: number
  /** null: the person has not accepted it, and it allows nothing. */
  accepted_at: number | null
  /** 1: the role came by what the provider says, and goes with it. */
  by_claim: Generated<number>
}

interface SessionRow {
  hash: string
  /** Names it to its own person. */
  id: string
  user: string
  /** The site whose link opened it, for somebody without a password. */
  site: number | null
  browser: string | null
  os: string | null
  country: string | null
  created_at: number
  seen_at: number
  /** When it runs out unused. */
  expires_at: number
  /** When it ends in any case. */
  ends_at: number
  /** `provider`, `mail`; null: a password, or a link that leads to one. */
  way: string | null
}

interface SignInLinkRow {
  hash: string
  user: string
  /** The site that the person is invited to; null: made by who runs the server. */
  site: number | null
  created_at: number
  expires_at: number | null
}

/** Who somebody is at a provider, by its own word. */
interface ProviderSubjectRow {
  /** Names it to its own person. */
  id: string
  issuer: string
  subject: string
  /** null: the person was removed here. */
  user: string | null
  /** As the provider said it last. */
  email: string | null
  created_at: number
  used_at: number
}

/** A link that was sent by e-mail. */
interface MailLinkRow {
  hash: string
  user: string
  created_at: number
  expires_at: number
}

export interface SignInTables {
  user: UserRow
  member: MemberRow
  session: SessionRow
  sign_in_link: SignInLinkRow
  provider_subject: ProviderSubjectRow
  mail_link: MailLinkRow
}
