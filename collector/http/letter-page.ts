import { html, type Markup } from '../markup.ts'

/** `List-Unsubscribe=One-Click`, or a field of the page's own form. */
export const MOST_BYTES = 10_000

/** Of the pages that links in mails lead to: they load nothing and are framed by nobody. */
export const LETTER_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
} as const

const STYLE = [
  ':root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}',
  'body{margin:0 auto;max-width:30rem;padding:4rem 1.25rem}',
  'h1{font-size:1.125rem;margin:0 0 1.5rem}',
  'form{display:inline-block;margin:0 .75rem .75rem 0}',
  'button{font:inherit;padding:.6rem 1.25rem;border-radius:.4rem;cursor:pointer}',
].join('')

export interface LetterPage {
  language: string
  title: string
  /** What it asks or says. */
  said: string
  buttons: readonly Button[]
}

interface Button {
  text: string
  /** Sent as a field of that name, where it says more than that it was pressed. */
  field?: { name: string; value: string }
}

export function letterPage({ language, title, said, buttons }: LetterPage): string {
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${{ markup: STYLE }}</style></head>
<body><main><h1>${said}</h1>${buttons.map(form)}</main></body>
</html>`.markup
}

function form({ text, field }: Button): Markup {
  const fields = field
    ? html`<input type="hidden" name="${field.name}" value="${field.value}">`
    : []
  return html`<form method="post">${fields}<button>${text}</button></form>`
}
