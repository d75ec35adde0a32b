import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp()

beforeAll(async () => {
  await app.site('example.com')
})

const PAGE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('geolocation=()'),
  'content-security-policy': expect.stringMatching(/default-src 'self'.*object-src 'none'/),
}
const NO_FRAME = { 'x-frame-options': 'DENY' }
const API = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

test.each([
  ['/', 200, { ...PAGE, ...NO_FRAME }],
  ['/sites/example.com/overview', 200, { ...PAGE, ...NO_FRAME }],
  // A shared link may stand in any page, also in one that isolates itself.
  ['/share/x', 200, { ...PAGE, 'cross-origin-resource-policy': 'cross-origin' }],
  // The address is a secret, which no request for a script or a picture needs to name.
  [
    '/sign-in/x',
    200,
    { ...PAGE, ...NO_FRAME, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  ],
  ['/api/session', 401, API],
  ['/api/sites/example.com/goals', 401, API],
  ['/api/nothing', undefined, API],
  [
    '/api/docs',
    200,
    { ...NO_FRAME, 'content-security-policy': expect.stringMatching(/none.*sha256-/) },
  ],
  ['/l/nothing', 404, { 'x-content-type-options': 'nosniff' }],
  ['/t/example.com.js', 200, { 'cross-origin-resource-policy': 'cross-origin' }],
])('%s tells the browser what it may do with it', async (path, status, headers) => {
  const answer = await app.ask(path)
  if (status !== undefined) expect(answer.status).toBe(status)
  expect(Object.fromEntries(answer.headers)).toMatchObject(headers)
})

test('a page whose script would be asked to obey a policy is never told to use https alone', async () => {
  // Behind a site's own path that would hold for the site, which is not ours: the proxy says it (docs/deploy.md).
  for (const path of ['/', '/t/example.com.js'])
    expect((await app.ask(path)).headers.has('strict-transport-security')).toBe(false)
})
