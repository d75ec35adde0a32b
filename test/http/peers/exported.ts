import type { App } from '../server.ts'

/** All events of a site, as an export has them. */
export async function exported(app: App, site: string): Promise<Record<string, unknown>[]> {
  const token = await app.token(['read'])
  const answer = await app.ask(`/api/sites/${site}/export?format=ndjson`, { token })
  const text = await answer.text()
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
}

/** How often each thing was counted in Data quality: `{rejected: {bot: 1}, trimmed: {…}, …}`. */
export async function quality(app: App, site: string): Promise<Record<string, unknown>> {
  const token = await app.token(['read'])
  const body = { period: 'today' }
  const answer = await app.ask(`/api/sites/${site}/reports/data-quality`, { token, body })
  return (await answer.json()) as Record<string, unknown>
}
