import { expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp()
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

const PLACES = ['/l/never', '/u/never', '/confirm/never', '/l/', '/l/never/ever', '/u/', '/confirm']

test.each(PLACES)('%s is a page for a browser, in its language', async (path) => {
  const answer = await app.ask(path, { headers: { accept: BROWSER } })
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('vary')).toBe('accept, accept-language')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  const page = await answer.text()
  expect(page).toContain('<html lang="en">')
  expect(page).toContain('There is nothing behind this link.')
  expect(page).not.toContain('never')
  const chinese = { accept: BROWSER, 'accept-language': 'zh-CN,zh;q=0.9' }
  expect(await (await app.ask(path, { headers: chinese })).text()).toContain('此链接不存在')
})

test.each(PLACES)('%s is a problem for a program', async (path) => {
  for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }]) {
    const answer = await app.ask(path, { headers })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 404, title: 'Not Found' })
  }
})

test('one click in a mail program at a link that is none changes nothing', async () => {
  const body = 'List-Unsubscribe=One-Click'
  const answer = await app.ask('/u/never', { method: 'POST', body })
  expect(answer.status).toBe(404)
})
