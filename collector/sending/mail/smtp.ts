import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { SECOND } from '../../durations.ts'
import { isMailAddress } from '../../mail-address.ts'
import type { SmtpAddress } from '../../smtp-address.ts'
import type { MailForm } from '../message.ts'
import { failed, type Outcome } from '../outcome.ts'

/** A server that says something now and then, but never the end, is given up as well. */
const DEADLINE = 60 * SECOND
/** For it to say goodbye. */
const LEAVING = 2 * SECOND

export interface Mail {
  /** Makes the Message-ID: the same at every try, so that a mailbox knows what it has already. */
  id: string
  to: string
  form: MailForm & { subject: string }
  /** Date of the mail, epoch ms. */
  at: number
}

interface Mailing {
  /** Ends what is under way. */
  ending: AbortSignal
  /** Milliseconds; a minute where nothing is said. */
  deadline?: number
}

/** Sends one mail to one address. */
export async function sendMail(
  server: SmtpAddress,
  mail: Mail,
  { ending, deadline = DEADLINE }: Mailing,
): Promise<Outcome> {
  if (!isMailAddress(mail.to)) return failed('is no e-mail address', false)
  try {
    const message = await composed(server.from, mail)
    return await spoken(server, [ending, AbortSignal.timeout(deadline)], async (step, talk) => {
      const envelope = { from: server.from, to: [mail.to] }
      const { response } = await step<{ response: string }>((done) =>
        talk.send(envelope, message, done),
      )
      return { sent: true, detail: response.slice(0, 200) }
    })
  } catch (error) {
    return outcomeOf(error)
  }
}

/** Signs in at the server and leaves. Answers why it cannot; undefined where all is well. */
export async function tryServer(
  server: SmtpAddress,
  { ending, deadline = 20 * SECOND }: Mailing,
): Promise<string | undefined> {
  try {
    await spoken(server, [ending, AbortSignal.timeout(deadline)], async () => undefined)
    return undefined
  } catch (error) {
    return outcomeOf(error).detail ?? ''
  }
}

/** The bytes of a mail. No part of it is read from a file or an address. */
async function composed(from: string, { id, to, form, at }: Mail): Promise<Buffer> {
  const { subject, text, html, headers = {} } = form
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const composer = new MailComposer({
    from: { name: 'Tributary', address: from },
    to: { name: '', address: to },
    subject,
    text,
    html,
    headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
    messageId: `<${id}@${domain}>`,
    date: new Date(at),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  })
  return await composer.compile().build()
}

type Done<T> = (error: Error | null | undefined, value?: T) => void
/** Runs one command; whatever becomes of the connection meanwhile rejects it. */
type Step = <T>(run: (done: Done<T>) => void) => Promise<T>

/** Opens a connection, signs in where there is a user and lets `work` speak; whatever happens, nothing stays open. */
async function spoken<T>(
  server: SmtpAddress,
  signals: AbortSignal[],
  work: (step: Step, talk: SMTPConnection) => Promise<T>,
): Promise<T> {
  const talk = connectionTo(server)
  const over = new Promise<never>((_, reject) => {
    talk.on('error', reject)
    talk.once('end', () => reject(new Error('the connection was closed')))
    const ended = AbortSignal.any(signals)
    const giveUp = () => reject(new Error('gave no answer in time'))
    if (ended.aborted) giveUp()
    ended.addEventListener('abort', giveUp, { once: true })
  })
  // Whoever waits for a step is told; afterwards nobody waits.
  over.catch(() => undefined)
  const step: Step = (run) => Promise.race([over, promised(run)])
  try {
    await step<void>((done) => talk.connect((error) => done(error)))
    const { user, password } = server
    if (user !== '') await step((done) => talk.login({ user, pass: password }, done))
    const result = await work(step, talk)
    talk.quit()
    setTimeout(() => talk.close(), LEAVING).unref()
    return result
  } catch (error) {
    talk.close()
    throw error
  }
}

function promised<T>(run: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    run((error, value) => (error ? reject(error) : resolve(value as T)))
  })
}

function connectionTo({ host, port, secure, tls }: SmtpAddress): SMTPConnection {
  return new SMTPConnection({
    host: host.replace(/^\[(.*)\]$/u, '$1'),
    port,
    secure,
    requireTLS: !secure && tls === 'always',
    opportunisticTLS: tls === 'if_offered',
    connectionTimeout: 15 * SECOND,
    greetingTimeout: 15 * SECOND,
    socketTimeout: 30 * SECOND,
    dnsTimeout: 10 * SECOND,
    // What is to say has been said: a server that keeps the line open keeps nothing of ours.
    socketCloseTimeout: 0,
    allowInternalNetworkInterfaces: true,
  })
}

interface SmtpError extends Error {
  code?: string
  command?: string
  responseCode?: number
  response?: string
}

/** What a server says for good of an address or a mail is for good; what it says of us, the owner may mend. */
function outcomeOf(error: unknown): Outcome {
  const { message, code = '', command, responseCode = 0, response } = error as SmtpError
  const isOfMail = (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE'
  const detail = isOfMail && response !== undefined ? response : message
  return failed(detail.slice(0, 300), !(isOfMail && responseCode >= 500))
}
