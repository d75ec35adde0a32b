import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { Explained } from '../explained.ts'
import { isMailAddress } from '../mail-address.ts'
import { newId } from '../new-id.ts'
import { foot } from '../sending/forms/form.ts'
import { mailForm } from '../sending/mail/mail-form.ts'
import { sendMail } from '../sending/mail/smtp.ts'
import { settingFlags, withSettings } from './options.ts'
import { say } from './print.ts'

export function mailCommand(): Command {
  const test = withSettings(new Command('test'))
    .description('send a test by the mail server of TRIBUTARY_SMTP_URL')
    .argument('<address>', 'whom to')
    .action(async (address: string, options: object) => {
      const { smtpUrl } = readConfig(settingFlags(options))
      if (smtpUrl === undefined) throw new Explained('TRIBUTARY_SMTP_URL is not set.')
      if (!isMailAddress(address)) throw new Explained(`"${address}" is not an e-mail address.`)
      const message = {
        kind: 'test' as const,
        title: 'Tributary can reach you',
        lines: [`This test was sent by ${smtpUrl.host} for ${smtpUrl.from}.`],
        facts: [],
        data: {},
      }
      const outcome = await sendMail(
        smtpUrl,
        { id: newId(), to: address, form: mailForm(message, foot(null)), at: Date.now() },
        { ending: new AbortController().signal },
      )
      if (!outcome.sent) throw new Explained(`The mail was not sent: ${outcome.detail}`)
      say(`sent to ${address}: ${outcome.detail}`)
    })
  return new Command('mail').description('test the mail server').addCommand(test)
}
