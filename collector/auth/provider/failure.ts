import { z } from 'zod'

/** Why somebody who came back from the provider is not signed in. */
export const FAILURES = [
  /** It is not set up, or not wholly. */
  'unset',
  /** It does not answer, or not as a provider does. */
  'unreachable',
  /** Nobody began here, too long ago, or it was used up. */
  'begin_again',
  /** The provider said no; `said` is in its words. */
  'refused',
  /** What it said of the person cannot be believed. */
  'doubtful',
  /** It says no address, or does not say that it has checked it. */
  'email',
  /** There is an account with that address and a password that nobody has shown to be theirs. */
  'password_first',
  /** The account with that address is somebody else’s at the provider. */
  'somebody_else',
  /** It was removed here. */
  'removed',
  /** The person may do nothing here. */
  'no_role',
  /** The provider left out the groups, because they are too many. */
  'too_many_groups',
  /** Too many came from that address. */
  'wait',
  /** It is our fault. */
  'unexpected',
] as const
export type Failure = (typeof FAILURES)[number]

/** What the page for signing in says of it. */
export const Told = z.object({
  reason: z.enum(FAILURES),
  /** What the provider said, or whose account it is about. */
  said: z.string().max(500).nullable(),
})
export type Told = z.infer<typeof Told>

/** `detail` is for the log. */
export class ProviderFailure extends Error {
  readonly reason: Failure
  readonly said: string | null

  constructor(reason: Failure, detail: string, said: string | null = null) {
    super(detail)
    this.name = 'ProviderFailure'
    this.reason = reason
    this.said = said && oneLine(said)
  }
}

/** Whoever wrote it: a line of text and no more. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
}
