import type { Config } from '../config.ts'
import { tryServer } from '../sending/mail/smtp.ts'
import { type Finding, finding } from './finding.ts'

/** Signs in at the mail server and leaves, sending nothing. */
export async function mail({ smtpUrl }: Config): Promise<Finding> {
  if (smtpUrl === undefined) return finding('mail', 'good', 'no mail server is named')
  const { host, port, from } = smtpUrl
  const wrong = await tryServer(smtpUrl, { ending: new AbortController().signal })
  if (wrong === undefined) return finding('mail', 'good', `${host}:${port} takes mail of ${from}`)
  const mend = 'look at TRIBUTARY_SMTP_URL: host, port, user, password'
  return finding('mail', 'bad', `${host}:${port}: ${wrong}`, mend)
}
