import { existsSync, readFileSync, statSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Served } from './trial.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** Listens on a free port of this machine. */
export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Where a page of a built app has room for the tag. */
export interface Slots {
  head?: string
  body?: string
}

/** Serves a built app as a static host does: `/about` is about.html, what there is not is the shell, if there is one. */
export function serveBuilt(folder: string, slots: Slots, shell?: string): Promise<Served> {
  return serve((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const file = fileOf(folder, pathname) ?? (shell && join(folder, shell))
    if (/^(GET|HEAD)$/.test(request.method ?? '') && file) send(response, file, slots)
    else if (!leads(request, response)) response.writeHead(404).end()
  })
}

/** Answers what a host's form service and redirects answer: whoever posts is thanked, the old page has moved. */
export function leads({ method, url = '/' }: IncomingMessage, response: ServerResponse): boolean {
  if (method === 'POST') response.writeHead(303, { location: '/thanks' }).end()
  else if (/^\/old\b/.test(url)) response.writeHead(302, { location: '/about' }).end()
  return response.headersSent
}

function fileOf(folder: string, path: string): string | undefined {
  const plain = join(folder, path)
  const candidates = [plain, `${plain}.html`, join(plain, 'index.html')]
  return candidates.find((file) => existsSync(file) && statSync(file).isFile())
}

function send(response: ServerResponse, file: string, { head = '', body = '' }: Slots): void {
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  response.setHeader('content-type', type)
  const content = readFileSync(file)
  if (!file.endsWith('.html')) return void response.end(content)
  const html = content.toString().replace('<!--head-->', head).replace('<!--body-->', body)
  response.end(html)
}
