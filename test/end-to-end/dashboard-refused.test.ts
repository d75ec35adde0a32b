import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { useSignedIn } from './signed-in.ts'

const SITE = 'waiting.example'
const all = useSignedIn({ site: SITE, events: [] })

const pages = createServer((_, response) => {
  response.setHeader('content-type', 'text/html')
  response.end(
    `<title>Own machine</title><script async data-bots src="${all.server.url}/t/${SITE}.js"></script>`,
  )
})
const opened = new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))

afterAll(() => {
  pages.close()
})

test('whoever tries the tag on their own machine is told which host was refused, and allows it', async () => {
  await opened
  const { port } = pages.address() as AddressInfo
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const visitor = await all.browser.newContext({ userAgent })
  const tried = await visitor.newPage()
  await Promise.all([
    tried.waitForResponse((answer) => answer.request().method() === 'POST'),
    tried.goto(`http://localhost:${port}/`),
  ])

  await all.open('')
  await all.page.getByText('Events came from localhost, which is not this site’s.').waitFor()
  await all.page.getByRole('button', { name: 'Allow localhost' }).click()
  await all.page.getByText('localhost counts from now on.').waitFor()
  expect(await all.page.getByText('Events came from localhost').count()).toBe(0)

  await tried.reload()
  await all.page.getByText('The first event has arrived').waitFor()
  await visitor.close()
})
