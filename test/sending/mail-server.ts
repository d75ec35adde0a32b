import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Got {
  from: string
  to: string[]
  /** As it came, its lines ended by CRLF. */
  text: string
  /** Who signed in. */
  user: string | undefined
  secure: boolean
}

export interface MailServer {
  port: number
  got: Got[]
  close(): Promise<void>
}

/** A real mail server on this machine. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const got: Got[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    ...options,
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        got.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString('utf8'),
          user: session.user,
          secure: session.secure,
        })
        done(null)
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { port, got, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}
