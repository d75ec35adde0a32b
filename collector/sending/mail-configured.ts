import type { Config } from '../config.ts'

/** Whether there is a server that e-mail can go out by. */
export function mailConfigured({ smtpUrl }: Pick<Config, 'smtpUrl'>): boolean {
  return smtpUrl !== undefined
}
