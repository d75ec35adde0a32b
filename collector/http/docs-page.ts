import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'

/** The parts of an OpenAPI document that the page shows. */
interface Operation {
  summary?: string | undefined
  description?: string | undefined
  tags?: string[] | undefined
  requestBody?: unknown
  responses?: unknown
}

export interface Shown {
  info: { title: string; description?: string | undefined }
  paths?: object | undefined
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2.5rem; }
details { border-top: 1px solid light-dark(#ddd, #333); padding: .5rem 0; }
summary { cursor: pointer; }
code, pre { font: 13px/1.5 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .75rem; background: light-dark(#f6f6f6, #1c1c1c); border-radius: 6px; }
.method { display: inline-block; width: 4.5em; font-weight: 600; text-transform: uppercase; }
`
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`

interface Route extends Operation {
  method: string
  path: string
}

function routesByTag(document: Shown): Map<string, Route[]> {
  const routes = Object.entries<Record<string, Operation>>({ ...document.paths }).flatMap(
    ([path, operations]) =>
      Object.entries<Operation>(operations).map(([method, operation]) => ({
        ...operation,
        method,
        path,
      })),
  )
  const tags = new Map<string, Route[]>()
  for (const route of routes) {
    const tag = route.tags?.[0] ?? 'Other'
    tags.set(tag, [...(tags.get(tag) ?? []), route])
  }
  return tags
}

function part(title: string, value: unknown) {
  return value === undefined
    ? ''
    : html`<p>${title}</p>
        <pre>${JSON.stringify(value, null, 2)}</pre>`
}

function route({ method, path, summary, description, requestBody, responses }: Route) {
  return html`<details>
    <summary><code><span class="method">${method}</span> ${path}</code> ${summary ?? ''}</summary>
    <p>${description ?? ''}</p>
    ${part('Request', requestBody)} ${part('Answers', responses)}
  </details>`
}

/** The API's documentation as one page without script; its only style is allowed by its hash. */
export function docsPage(document: Shown) {
  const sections = [...routesByTag(document)].map(
    ([tag, routes]) => html`<section><h2>${tag}</h2>${routes.map(route)}</section>`,
  )
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${document.info.title} API</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body>
        <h1>${document.info.title} API</h1>
        <p>${document.info.description ?? ''}</p>
        <p>The same for programs: <a href="/api/openapi.json">/api/openapi.json</a></p>
        ${sections}
      </body>
    </html>`
  return { html: page, policy: POLICY }
}
