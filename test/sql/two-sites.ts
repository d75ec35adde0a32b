import { databasePath } from '../../collector/database-path.ts'
import { addGoal } from '../../collector/settings/goals.ts'
import { runQuery } from '../../collector/sql/run-query.ts'
import { type App, startApp } from '../http/server.ts'

export const NOW = Date.UTC(2026, 10, 20, 12)
/** In everything that nobody of example.com may see. */
export const SECRET = 'zq7secret'
export const HERE = 'example.com'

/** Two sites, of which only the first may be told of; the other's rows, users and tokens bear the secret word. */
export async function twoSites(): Promise<App> {
  const app = await startApp({}, () => NOW)
  const here = await app.site(HERE)
  await app.site(`${SECRET}.example`)
  const token = await app.token(['ingest'])
  await app.user(`${SECRET}@other.example`, 'owner', 'correct horse battery staple')
  await addGoal(
    app.settings,
    Number(here.id),
    { name: 'Signup', event: 'Signup', value: 10, count: 'every' },
    0,
  )
  const events = (site: string, word: string) => ({
    visitor: `visitor-of-${word}`,
    account: `account-${word}`,
    user: `user-${word}`,
    traits: { name: word },
    events: [
      {
        ...{ id: `pageview-${word}`, name: 'pageview', title: word, at: NOW - 90_000_000 },
        url: `https://${site}/${word}?utm_source=${word}&utm_medium=cpc&utm_campaign=${word}`,
      },
      {
        ...{ id: `signup-of-${word}`, name: 'Signup', at: NOW - 89_990_000 },
        url: `https://${site}/${word}`,
        props: { plan: word, seats: 12 },
        revenue: { amount: 12.5, currency: 'USD', order: `order-${word}` },
      },
    ],
  })
  for (const [site, word] of [
    [HERE, 'ours'],
    [`${SECRET}.example`, SECRET],
  ] as const) {
    const body = events(site, word)
    const answer = await app.ask(`/api/sites/${site}/events`, { token, body })
    if (!answer.ok) throw new Error(await answer.text())
  }
  return app
}

/** Asks within this process. */
export async function asking(app: App, query: string, more: object = {}) {
  const request = { query, ...more }
  return await runQuery({ path: databasePath(app.folder), site: HERE, request, now: NOW })
}
