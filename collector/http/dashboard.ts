import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { Hono } from 'hono'
import { type Encoded, encode, sendEncoded } from './encoded.ts'
import type { AppContext, AppEnv, Dependencies } from './environment.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/** Everything comes from here and nothing runs inline; data: images are the icons in the stylesheet. */
function policy(frameAncestors: string): string {
  return [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ')
}

export const PAGE_HEADERS = {
  'content-security-policy': policy("'none'"),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Paths of reports name campaigns and pages: they are nobody else's business.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

const { 'x-frame-options': _, ...FRAMED_HEADERS } = PAGE_HEADERS

/** Of a shared link: any page may frame it, because nobody is signed in there and nothing can be changed. */
const SHARED_HEADERS = {
  ...FRAMED_HEADERS,
  'content-security-policy': policy('*'),
  'cross-origin-resource-policy': 'cross-origin',
}

function pageHeaders(path: string): Readonly<Record<string, string>> {
  return path.startsWith('/share/') ? SHARED_HEADERS : PAGE_HEADERS
}

const FOREVER = { 'cache-control': 'public, max-age=31536000, immutable' }
const ASK_AGAIN = { 'cache-control': 'no-cache' }

async function listFiles(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const addresses = files.map(({ parentPath, name }) =>
    relative(folder, join(parentPath, name)).split(sep).join('/'),
  )
  return new Set(addresses.map((address) => `/${address}`))
}

/** The built dashboard. Only files that lay there at the start are ever read, so no path leads out. */
export function mountDashboard(root: Hono<AppEnv>, { assets, reports }: Dependencies): void {
  const folder = join(assets, 'dashboard')
  const encoded = new Map<string, Promise<Encoded>>()
  let files: Promise<Set<string>> | undefined

  const send = async (c: AppContext, address: string): Promise<Response> => {
    const type = TYPES[extname(address)] ?? 'application/octet-stream'
    const ready = encoded.get(address) ?? encode(readFileSync(join(folder, address)), type)
    encoded.set(address, ready)
    const caching = address.startsWith('/assets/') ? FOREVER : ASK_AGAIN
    return sendEncoded(c, await ready, { ...pageHeaders(c.req.path), ...caching })
  }

  root.get('*', async (c, next) => {
    if (c.req.path.startsWith('/api/')) return await next()
    files ??= listFiles(folder)
    const known = await files
    if (known.has(c.req.path)) return await send(c, c.req.path)
    // A missing file is missing; any other address is a view of the dashboard, which reads it.
    const isFile = c.req.path.endsWith('.js') || c.req.path.startsWith('/assets/')
    if (isFile) return await next()
    if (!known.has('/index.html')) return await next()
    reports.expect()
    return await send(c, '/index.html')
  })
}
