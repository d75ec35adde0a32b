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
  'body{margin:0;padding:4rem 1rem;background:light-dark(#f8fafc,#0a0e12);color:light-dark(#16202b,#e8edf2)}',
  'main{box-sizing:border-box;max-width:30rem;margin:0 auto;padding:2rem 1.75rem;border:1px solid light-dark(#dde3ea,#252d36);border-radius:.75rem;background:light-dark(#fff,#12171d)}',
  'h1{font-size:1.125rem;margin:0;overflow-wrap:anywhere}',
  'form{display:inline-block;margin:1.25rem .75rem 0 0}',
  'button{font:inherit;padding:.6rem 1.25rem;border:1px solid light-dark(#c3ccd6,#3a4550);border-radius:.5rem;background:none;color:inherit;cursor:pointer}',
  'form:nth-last-of-type(2) button{border-color:transparent;background:light-dark(#006699,#4db2e6);color:light-dark(#fff,#06222f);font-weight:500}',
  'button:focus-visible{outline:2px solid light-dark(#006699,#4db2e6);outline-offset:2px}',
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
