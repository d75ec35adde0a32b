import { type App, ORIGIN } from './server.ts'

/** One browser: its cookies, and ways through pages that lead on. */
export interface Browser {
  ask(path: string, options?: { method?: string; body?: object }): Promise<Response>
  /** Follows from an address of ours to where it ends: the first address that is neither ours nor leads on, or a page of ours. */
  follow(address: string, through?: (url: URL) => URL): Promise<URL>
  cookies: Map<string, string>
}

let count = 0

function isPage({ origin, pathname }: URL): boolean {
  return origin === ORIGIN && !pathname.startsWith('/api/')
}

/** With two collectors behind one address, each request goes to the next one. */
export function browser(...apps: readonly App[]): Browser {
  const cookies = new Map<string, string>()
  const away = new Map<string, string>()
  // Each sits somewhere else, so that no test uses up what is another's.
  const peer = `198.51.${Math.floor(count / 250)}.${(count++ % 250) + 1}`
  let turn = 0

  const keep = (jar: Map<string, string>, answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? []
      if (value === '' || /max-age=0(;|$)/iu.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
  }
  const sent = (jar: Map<string, string>) =>
    [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function ask(path: string, options: { method?: string; body?: object } = {}) {
    const app = apps[turn++ % apps.length]
    if (app === undefined) throw new Error('no app')
    const answer = await app.ask(path, { cookie: sent(cookies), peer, ...options })
    keep(cookies, answer)
    return answer
  }

  async function askAway(url: URL) {
    const headers = { cookie: sent(away) }
    const answer = await fetch(url, { redirect: 'manual', headers })
    keep(away, answer)
    return answer
  }

  /** Where that address leads; itself, where it leads nowhere. */
  async function step(url: URL): Promise<URL> {
    const ours = url.origin === ORIGIN
    const answer = ours ? await ask(url.pathname + url.search) : await askAway(url)
    return new URL(answer.headers.get('location') ?? url, url)
  }

  async function follow(address: string, through = (url: URL) => url): Promise<URL> {
    let url = through(new URL(address, ORIGIN))
    for (let steps = 0; steps < 12; steps++) {
      if (isPage(url)) return url
      const to = await step(url)
      if (to.href === url.href) return url
      url = through(to)
    }
    throw new Error(`no end at ${url}`)
  }

  return { ask, follow, cookies }
}
