import { expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp()

test('the documentation names every route with its schemas', async () => {
  const document = await (await app.ask('/api/openapi.json')).json()
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      '/api/session',
      '/api/sites',
      '/api/sites/{site}/goals/{id}',
      '/api/sites/{site}/reports/stats',
      '/api/sites/{site}/events',
      '/api/sites/{site}/export',
      '/api/sites/{site}/reports/live/stream',
      '/t/{site}',
      '/t/{site}.js',
    ]),
  )
  const { get, post } = document.paths['/api/sites/{site}/reports/stats']
  expect(get.parameters.map(({ name }: { name: string }) => name)).toContain('q')
  expect(post.requestBody).toBeDefined()
  expect(document.paths['/t/{site}'].post.security).toEqual([])
  const { metrics } = post.requestBody.content['application/json'].schema.properties
  expect(metrics.items.enum).toContain('bounce_rate')
  const imported = document.paths['/api/sites/{site}/events'].post.requestBody.content
  expect(Object.keys(imported)).toEqual(['application/json', 'application/x-ndjson'])
  const page = await app.ask('/api/docs')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).toContain('/api/sites/{site}/goals/{id}')
})
