import type { Hono } from 'hono'
import type { AppContext, AppEnv } from './environment.ts'
import { LETTER_HEADERS, letterPage } from './letter-page.ts'
import { problem, problemResponse } from './problem.ts'

const WORDS = {
  en: {
    title: 'Not found',
    said: 'There is nothing behind this link. It may have been removed, or not copied whole.',
  },
  zh: { title: '未找到', said: '此链接不存在：它可能已被移除，或未复制完整。' },
} as const

/**
 * The answer at an address that people open, as one from a mail or a poster, where there is nothing: a page for a browser, which tells
 * of no site, else the problem.
 */
export function nothingThere(c: AppContext, what: string): Response {
  const accepted = c.req.header('accept') ?? ''
  const vary = { vary: 'accept, accept-language' }
  if (!/\btext\/html\b/iu.test(accepted))
    return problemResponse(problem(404, `there is no ${what}`), vary)
  const language = /^zh\b/iu.test(c.req.header('accept-language') ?? '') ? 'zh' : 'en'
  const page = letterPage({ language, ...WORDS[language], buttons: [] })
  return c.body(page, 404, { ...LETTER_HEADERS, ...vary })
}

/** What is left of such addresses when they are cut short or have more behind them; the dashboard would ask strangers to sign in. */
export function mountNothingThere(root: Hono<AppEnv>): void {
  root.on('GET', ['/l/*', '/u/*', '/confirm/*'], (c) => nothingThere(c, 'such link'))
}
