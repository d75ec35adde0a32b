import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailServer, mailServer } from '../sending/mail-server.ts'
import { tributary } from '../server.ts'

let server: MailServer
beforeAll(async () => {
  server = await mailServer({
    allowInsecureAuth: true,
    onAuth({ password }, _, done) {
      done(password === 'geheim' ? null : new Error('no'), { user: 'ann' })
    },
  })
})
afterAll(() => server.close())

const env = (password: string) => ({
  TRIBUTARY_SMTP_URL: `smtp://ann:${password}@127.0.0.1:${server.port}?from=growth@example.com`,
})
const mail = (args: string[], password = 'geheim') =>
  tributary(['mail', 'test', ...args], { env: env(password) })

test('a mail is sent as a test, and what the server says is told', async () => {
  const ran = await mail(['ann@example.org'])
  expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('sent to ann@example.org') })
  expect(server.got).toMatchObject([{ to: ['ann@example.org'], user: 'ann' }])
})

test('what goes wrong is told without the password', async () => {
  const wrong = await mail(['ann@example.org'], 'falsch')
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('535') })
  expect(wrong.stderr).not.toContain('falsch')
  expect(await mail(['nobody'])).toMatchObject({ code: 1 })
  const none = await tributary(['mail', 'test', 'ann@example.org'])
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('TRIBUTARY_SMTP_URL') })
})

test('the doctor signs in and sends nothing', async () => {
  const before = server.got.length
  const finding = async (password: string) => {
    const { stdout } = await tributary(['doctor', '--json'], { env: env(password) })
    return JSON.parse(stdout).find(({ what }: { what: string }) => what === 'mail')
  }
  expect(await finding('geheim')).toMatchObject({ state: 'good' })
  expect(await finding('falsch')).toMatchObject({ state: 'bad', detail: /535/u })
  expect(server.got).toHaveLength(before)
})

test('the configuration shows the mail server without its password', async () => {
  const { stdout } = await tributary(['config'], { env: env('geheim') })
  expect(stdout).toContain('smtp://ann:…@127.0.0.1')
  expect(stdout).not.toContain('geheim')
})
