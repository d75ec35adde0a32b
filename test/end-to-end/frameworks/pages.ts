import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener } from 'node:http'
import { leads } from './served.ts'

/** How the pages of the walk are written by a server of ours; the built apps write the same by their own means. */
export interface Dress {
  /** Into the head, before all else. */
  head?: string
  /** At the end of the body. */
  foot?: string
  /** On the body's tag. */
  body?: string
  headers?: Record<string, string>
  /** Files beside the pages, by path. */
  files?: Record<string, string>
}

interface Written {
  title: string
  height: number
  more?: string
}

const FORM = `<form action="/contact" method="post" data-track="Lead" data-track-kind="demo">
  <label>Email <input name="email" type="email"></label>
</form>`

const PAGES: Readonly<Record<string, Written>> = {
  '/': { title: 'Home', height: 2400 },
  '/long': { title: 'Long', height: 3000 },
  '/about': { title: 'About', height: 600 },
  '/contact': { title: 'Contact', height: 600, more: FORM },
  '/thanks': { title: 'Thanks', height: 600 },
}

const LOOK = readFileSync(new URL('look.css', import.meta.url), 'utf8')

/** In a file of its own, as a strict policy asks for. */
const BUY = `addEventListener('click', ({ target }) => {
  if (target.id === 'buy') tributary('Bought', { revenue: { amount: '49.00', currency: 'EUR' } })
})`

const MENU = `<nav>
  <a href="/">Home</a> <a href="/long">Long</a> <a href="/about">About</a>
  <a href="/contact">Contact</a> <a href="/old">Old</a>
  <a href="https://elsewhere.example/us" target="_blank" rel="noreferrer" aria-label="Elsewhere">
    <svg width="16" height="16">
      <symbol id="icon"><rect width="16" height="16"/></symbol>
      <use href="#icon"/>
    </svg>
  </a>
  <button type="button" data-track="Like">Like</button>
  <button type="button" id="buy">Buy</button>
</nav>`

/** The page at a path, or undefined where there is none. */
export function pageAt(path: string, dress: Dress = {}): string | undefined {
  const page = PAGES[path]
  if (page === undefined) return undefined
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${page.title}</title>
<link rel="icon" href="data:,">
${dress.head ?? ''}
<link rel="stylesheet" href="/look.css">
<script src="/buy.js" defer></script>
</head>
<body ${dress.body ?? ''}>
${MENU}
<main style="height:${page.height}px"><h1>${page.title}</h1>${page.more ?? ''}</main>
${dress.foot ?? ''}
</body>
</html>`
}

/** A site of plain pages whose links and form are the browser's own. */
export function pages(dress: () => Dress): RequestListener {
  return (request, response) => {
    if (leads(request, response)) return
    const path = pathOf(request)
    const worn = dress()
    const file = { '/look.css': LOOK, '/buy.js': BUY, ...worn.files }[path]
    const text = file ?? pageAt(path, worn)
    const type = path.endsWith('.js') ? 'javascript' : path.endsWith('.css') ? 'css' : 'html'
    const headers = { 'content-type': `text/${type}; charset=utf-8`, ...worn.headers }
    response.writeHead(text === undefined ? 404 : 200, headers).end(text)
  }
}

export const pathOf = ({ url = '/' }: IncomingMessage): string =>
  new URL(url, 'http://site').pathname
