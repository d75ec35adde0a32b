import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { foot } from '../../collector/sending/forms/form.ts'
import { mailForm } from '../../collector/sending/mail/mail-form.ts'
import { sendMail, tryServer } from '../../collector/sending/mail/smtp.ts'
import type { Message } from '../../collector/sending/message.ts'
import { SmtpAddress } from '../../collector/smtp-address.ts'
import { type MailServer, mailServer } from './mail-server.ts'
import { evil, message } from './messages.ts'

const NOW = Date.UTC(2026, 10, 30, 8)
const ending = new AbortController().signal

let server: MailServer | undefined
const open: { server: Server; sockets: Set<Socket> }[] = []
afterEach(async () => {
  await server?.close()
  server = undefined
  for (const one of open.splice(0)) {
    for (const socket of one.sockets) socket.destroy()
    one.server.close()
  }
})

function at(port: number, user = '', query = ''): SmtpAddress {
  const text = `smtp://${user}127.0.0.1:${port}?from=growth@example.com${query}`
  const address = SmtpAddress.parse(text)
  if (address === undefined) throw new Error(text)
  return address
}

const mail = (to: string, told: Message = message()) => ({
  id: 'd1',
  to,
  form: mailForm(told, foot('example.com')),
  at: NOW,
})

/** Speaks to whoever comes, and keeps count of who is still there. */
async function speaking(talk: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const plain = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    talk(socket)
  })
  open.push({ server: plain, sockets })
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  const address = plain.address()
  return { port: typeof address === 'object' && address ? address.port : 0, sockets }
}

describe('a mail', () => {
  test('goes to one address, says in text and HTML the same, and has the same id at each try', async () => {
    server = await mailServer()
    const sent = await sendMail(at(server.port), mail('ann@example.org'), { ending })
    expect(sent).toMatchObject({ sent: true })
    await sendMail(at(server.port), mail('ann@example.org'), { ending })
    const [got, again] = server.got
    expect(got).toMatchObject({ from: 'growth@example.com', to: ['ann@example.org'] })
    for (const part of [
      'From: Tributary <growth@example.com>',
      'To: ann@example.org',
      'Subject: Purchases are down 21 %',
      'Message-ID: <d1@example.com>',
      'Auto-Submitted: auto-generated',
      'Date: Mon, 30 Nov 2026 08:00:00 +0000',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Type: text/html; charset=utf-8',
    ]) {
      expect(got?.text).toContain(part)
    }
    expect(again?.text).toContain('Message-ID: <d1@example.com>')
  })

  test('is a list of what there is, and escapes what visitors have sent', () => {
    const { text, html } = mailForm(evil, foot('example.com'))
    expect(html).not.toContain('<b>')
    expect(html).toContain('&lt;b&gt;')
    const told = mailForm(message({ lines: ['https://evil.example/login'] }), foot('example.com'))
    expect(told.html).not.toContain('evil.example')
    expect(told.html.replaceAll(/<\/?span>/gu, '')).toContain('https://evil.example/login')
    expect(html).toContain('href="https://growth.example.com/example.com?a=1&amp;b=(2)"')
    expect(text).toContain('<b>')
    const plain = mailForm(message({ facts: [], link: undefined } as never), 'Tributary')
    expect(plain.text).toBe(
      'Purchases are down 21 %\n\n87 today, usually 104–118.\n\n-- \nTributary\n',
    )
  })

  test('has the form that a digest gives it, with the way to unsubscribe', async () => {
    server = await mailServer()
    const headers = {
      'List-Unsubscribe': '<https://growth.example.com/u/abc>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }
    const own = { subject: '每周摘要', text: '文', html: '<p>文</p>', headers }
    await sendMail(at(server.port), mail('ann@example.org', message({ mail: own })), { ending })
    const text = server.got[0]?.text ?? ''
    expect(text).toMatch(/^List-Unsubscribe: <https:\/\/growth\.example\.com\/u\/abc>\r?$/mu)
    expect(text).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/mu)
    expect(text).toMatch(/^Subject: =\?UTF-8\?/mu)
  })

  test('has no header, no receiver and no end but its own', async () => {
    server = await mailServer()
    const inject = 'Hi\r\nBcc: eve@example.com\r\n\r\n<script>'
    const dots = '.\r\n..\r\n.\r\nMAIL FROM:<eve@example.com>\r\n.'
    const own = {
      subject: inject,
      text: dots,
      html: dots,
      headers: { 'X-A\r\nBcc': 'x', 'X-B': 'y\r\nBcc: eve@example.com' },
    }
    const told = mail('ann@example.org', message({ mail: own }))
    expect(await sendMail(at(server.port), told, { ending })).toMatchObject({ sent: true })
    const [got] = server.got
    expect(server.got).toHaveLength(1)
    expect(got?.to).toEqual(['ann@example.org'])
    expect(got?.text).not.toMatch(/^Bcc:/imu)
    expect(got?.text).toContain('MAIL FROM:<eve@example.com>')
    for (const to of ['ann@example.org\r\nRCPT TO:<eve@example.com>', 'a@b.c,d@e.f', '<a@b.c>']) {
      const outcome = await sendMail(at(server.port), mail(to), { ending })
      expect(outcome).toEqual({ sent: false, retry: false, detail: 'is no e-mail address' })
    }
    expect(server.got).toHaveLength(1)
  })
})

const refusals = new Map(
  [
    { address: 'nobody@example.org', responseCode: 550, message: 'no such user' },
    { address: 'grey@example.org', responseCode: 450, message: 'come back later' },
  ].map(({ address, responseCode, message: said }) => [
    address,
    Object.assign(new Error(said), { responseCode }),
  ]),
)

describe('a mail server', () => {
  test('that refuses one receiver refuses that one for good, and another for now', async () => {
    server = await mailServer({
      onRcptTo: ({ address }, _, done) => done(refusals.get(address)),
    })
    const to = (address: string) => sendMail(at(server?.port ?? 0), mail(address), { ending })
    expect(await to('nobody@example.org')).toEqual({
      ...{ sent: false, retry: false, detail: '550 no such user' },
    })
    expect(await to('grey@example.org')).toMatchObject({ sent: false, retry: true })
    expect(await to('ann@example.org')).toMatchObject({ sent: true })
    expect(server.got).toHaveLength(1)
  })

  test('is signed in to, and a wrong password is worth another try', async () => {
    server = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _, done) {
        const right = username === 'ann' && password === 'geheim'
        done(right ? null : new Error('Invalid login'), right ? { user: username } : undefined)
      },
    })
    expect(
      await sendMail(at(server.port, 'ann:geheim@'), mail('b@c.example'), { ending }),
    ).toMatchObject({
      sent: true,
    })
    expect(server.got[0]?.user).toBe('ann')
    const wrong = await sendMail(at(server.port, 'ann:falsch@'), mail('b@c.example'), { ending })
    expect(wrong).toMatchObject({ sent: false, retry: true })
    expect(JSON.stringify(wrong)).not.toContain('falsch')
    expect(await tryServer(at(server.port, 'ann:geheim@'), { ending })).toBeUndefined()
    expect(await tryServer(at(server.port, 'ann:falsch@'), { ending })).toContain('535')
  })

  test('that does not encrypt is told no password', async () => {
    server = await mailServer({ allowInsecureAuth: true, authOptional: false })
    const strict = at(server.port, 'ann:geheim@', '&tls=always')
    expect(await sendMail(strict, mail('b@c.example'), { ending })).toMatchObject({
      ...{ sent: false, retry: true, detail: expect.stringMatching(/STARTTLS/u) },
    })
    expect(server.got).toEqual([])
  })

  test('with a certificate of nobody is not trusted', async () => {
    // The test server's own certificate.
    server = await mailServer({ secure: true })
    const address = SmtpAddress.parse(`smtps://127.0.0.1:${server.port}?from=a@b.example`)
    if (!address) throw new Error('no address')
    const outcome = await sendMail(address, mail('b@c.example'), { ending })
    expect(outcome).toMatchObject({ sent: false, retry: true })
    expect(server.got).toEqual([])
  })

  test('that says nothing is given up, and nothing stays open', async () => {
    const silent = await speaking(() => undefined)
    const outcome = await sendMail(at(silent.port), mail('b@c.example'), { ending, deadline: 300 })
    expect(outcome).toEqual({ sent: false, retry: true, detail: 'gave no answer in time' })
    await expect.poll(() => silent.sockets.size).toBe(0)
  })

  test('that always says something and never the end is given up as well', async () => {
    const endless = await speaking((socket) => {
      const more = setInterval(() => socket.write('220-wait\r\n'), 20)
      socket.on('close', () => clearInterval(more))
    })
    const outcome = await sendMail(at(endless.port), mail('b@c.example'), { ending, deadline: 400 })
    expect(outcome).toEqual({ sent: false, retry: true, detail: 'gave no answer in time' })
    await expect.poll(() => endless.sockets.size).toBe(0)
  })

  /** Speaks as it is to until a mail has come whole. */
  function taking(taken: (socket: Socket) => void) {
    const answers: [RegExp, (socket: Socket) => void][] = [
      [/^DATA/u, (socket) => socket.write('354 go\r\n')],
      [/\r\n\.\r\n$/u, taken],
      [/^(?:EHLO|MAIL|RCPT)/u, (socket) => socket.write('250 ok\r\n')],
    ]
    return (socket: Socket) => {
      socket.write('220 here\r\n')
      socket.on('data', (data) => answers.find(([said]) => said.test(`${data}`))?.[1](socket))
    }
  }

  test('that hangs after the text was sent is given up, at the end of the server at once', async () => {
    const stop = new AbortController()
    const hanging = await speaking(taking(() => stop.abort()))
    const outcome = await sendMail(at(hanging.port), mail('b@c.example'), { ending: stop.signal })
    expect(outcome).toMatchObject({ sent: false, retry: true })
    await expect.poll(() => hanging.sockets.size).toBe(0)
  })

  test('that hangs up as soon as it has taken a mail has taken it', async () => {
    const hasty = await speaking(taking((socket) => socket.end('250 taken\r\n')))
    const outcome = await sendMail(at(hasty.port), mail('b@c.example'), { ending })
    expect(outcome).toEqual({ sent: true, detail: '250 taken' })
  })

  test('that is not there, or hangs up, is told of in words', async () => {
    expect(await tryServer(at(9), { ending })).toContain('ECONNREFUSED')
    const rude = await speaking((socket) => socket.end('554 go away\r\n'))
    expect(await tryServer(at(rude.port), { ending })).toContain('554 go away')
    expect(await sendMail(at(rude.port), mail('b@c.example'), { ending })).toMatchObject({
      retry: true,
    })
  })
})
