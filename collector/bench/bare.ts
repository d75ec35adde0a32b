import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/**
 * What our intake is measured against: the same HTTP stack reading the same JSON, or redirecting, and doing nothing.
 * Resolves with the port when it listens.
 */
export function serveBare(): Promise<number> {
  const bare = new Hono()
  bare.post('/t/:site', async (context) => {
    const body = await context.req.json<{ events: unknown[] }>()
    return context.json({ accepted: body.events.length, duplicate: 0, rejected: [] }, 202)
  })
  bare.get('/l/:slug', (context) => context.redirect('https://example.com/sale', 302))
  return new Promise((resolve) => {
    serve({ fetch: bare.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
      resolve(port),
    )
  })
}
