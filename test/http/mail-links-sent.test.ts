import { expect, test } from 'vitest'
import { readConfig } from '../../collector/config.ts'
import { openLog } from '../../collector/log.ts'
import { Sender } from '../../collector/sending/sender.ts'
import { mailServer } from '../sending/mail-server.ts'
import { browser } from './browser.ts'
import { ORIGIN, startApp } from './server.ts'

test('a link goes through a real mail server, signs in, and lies nowhere afterwards', async () => {
  const email = 'ann@example.com'
  const server = await mailServer()
  const smtpUrl = `smtp://127.0.0.1:${server.port}?from=growth@example.com`
  const app = await startApp({ smtpUrl, publicUrl: ORIGIN })
  await app.user(email, 'owner', 'a calm river finds the sea')
  const one = browser(app)
  await one.ask('/api/session/link/mail', { body: { email } })
  const deliveries = () => app.settings.selectFrom('delivery').selectAll().execute()
  await expect.poll(deliveries).toHaveLength(1)
  const config = readConfig({ smtpUrl, data: app.folder }, {})
  const log = await openLog('silent')
  const { settings } = app
  const sender = new Sender({ settings, config, log, now: Date.now, random: Math.random })
  await sender.tick()
  await sender.close()
  const [got] = server.got
  expect(got).toMatchObject({ from: 'growth@example.com', to: [email] })
  const text = got?.text.replaceAll('=\r\n', '') ?? ''
  const secret = /\/sign-in\/(mail\.[\w-]{43})/u.exec(text)?.[1] ?? ''
  const taken = await one.ask('/api/session/link', { body: { secret } })
  expect(await taken.json()).toMatchObject({ user: { email } })
  expect(await deliveries()).toMatchObject([{ state: 'sent', message: null }])
  await app.close()
  await server.close()
})
