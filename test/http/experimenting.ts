import { beforeAll, beforeEach, expect } from 'vitest'
import { useApp } from './server.ts'

export const hero = {
  key: 'hero',
  name: 'Hero headline',
  variants: [
    { key: 'control' },
    { key: 'b', changes: [{ op: 'text', selector: 'h1', value: 'Ship faster' }] },
  ],
  metrics: { primary: { goal: 'Signup', kind: 'proportion', window: '7d' } },
}

/** A new site with the goal *Signup* before each test, and what one asks of its experiments. */
export function useExperiments() {
  const app = useApp()
  let token: string
  let domain: string
  let sites = 0

  beforeAll(async () => {
    token = await app.token(['admin'])
  })

  beforeEach(async () => {
    domain = `site-${++sites}.example`
    await app.site(domain)
    await ask('goals', { body: { name: 'Signup', event: 'Signup' } })
  })

  type Asked = { method?: string; body?: object }
  const ask = (path: string, asked: Asked = {}) =>
    app.ask(`/api/sites/${domain}/${path}`, { token, ...asked })

  async function add(body: object = hero) {
    const answer = await ask('experiments', { body })
    expect(answer.status, await answer.clone().text()).toBe(201)
    return await answer.json()
  }

  async function step(name: string, body: object = {}, key = 'hero') {
    const answer = await ask(`experiments/${key}/${name}`, { body })
    expect(answer.status, await answer.clone().text()).toBe(200)
    return await answer.json()
  }

  async function refused(answer: Promise<Response>): Promise<[number, string]> {
    const { status, detail } = await (await answer).json()
    return [status, detail]
  }

  const put = (change: object, key = 'hero') =>
    ask(`experiments/${key}`, { method: 'PUT', body: { ...hero, ...change } })
  return { ask, add, step, refused, put, domain: () => domain }
}
