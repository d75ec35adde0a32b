import type { OpenAPIHono } from '@hono/zod-openapi'
import { PAGE_HEADERS } from './dashboard.ts'
import { docsPage, type Shown } from './docs-page.ts'
import type { AppEnv } from './environment.ts'

type Document = ReturnType<OpenAPIHono<AppEnv>['getOpenAPI31Document']>

function describe(root: OpenAPIHono<AppEnv>): Document {
  root.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token with scopes read, ingest, write, admin; for one site or all.',
  })
  root.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'tributary_session',
  })
  return root.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Tributary',
      version: '1',
      description: 'JSON in and out; instants in UTC, dates in the site’s time zone, rates 0–1.',
    },
    security: [{ token: [] }, { session: [] }],
  })
}

/** `/api/openapi.json`, made from the routes' own schemas, and `/api/docs`, which shows it. */
export function mountDocs(root: OpenAPIHono<AppEnv>): void {
  let document: Document | undefined
  const read = () => {
    document ??= describe(root)
    return document
  }
  root.get('/api/openapi.json', (c) => c.json(read(), 200))
  root.get('/api/docs', (c) => {
    const { html, policy } = docsPage(read() as Shown)
    return c.html(html, 200, { ...PAGE_HEADERS, 'content-security-policy': policy })
  })
}
