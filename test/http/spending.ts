import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, type Ask, ORIGIN } from './server.ts'

export const HERE = '/api/sites/example.com'

/** A file as a platform exported it. */
export function exported(name: string): Buffer {
  return readFileSync(join('test/spend/files', name))
}

/** A file of one's own. */
export function csv(...rows: string[]): string {
  return ['date,source,campaign,cost,currency', ...rows].join('\n')
}

/** What a holder of the token asks of the site's spend. */
export function spending(app: App, token: () => string) {
  /** Sends a file as it is. */
  async function send(bytes: Buffer | string, query: string, as = token()) {
    const request = new Request(`${ORIGIN}${HERE}/spend?${query}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${as}`,
        'content-type': 'text/csv',
        host: 'growth.example',
      },
      body: Buffer.from(bytes),
    })
    const answer = await app.send(request)
    return { status: answer.status, body: await answer.json() }
  }

  async function ask(path: string, options: Ask = {}) {
    const answer = await app.ask(`${HERE}/${path}`, { token: token(), ...options })
    return { status: answer.status, body: answer.status === 204 ? null : await answer.json() }
  }

  return {
    send,
    ask,
    rowsOf: async (name: string) => (await ask(`spend?import=${name}`)).body.items,
    remove: (name: string) => ask(`spend/imports/${name}`, { method: 'DELETE' }),
  }
}
