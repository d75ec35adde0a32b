import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvCell } from '../csv-cell.ts'
import type { WireLine } from '../demo/wire.ts'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { command, watchedCommand } from './processes.ts'
import { traffic } from './traffic.ts'

const START = Date.UTC(2026, 0, 1)
const DAYS = 90
const SEED = 43
const LINES = 1_000

/** The traffic as Umami's Cloud exports it, brought in from its file. */
export async function umamiFigures(
  { folder, say }: Setting,
  { events, runs }: { events: number; runs: number },
): Promise<Figure[]> {
  say(`import: writing ${events.toLocaleString('en')} rows of Umami`)
  const file = join(folder, 'website_event.csv')
  await pipeline(Readable.from(table(events)), createWriteStream(file))
  const data = join(folder, 'umami')
  const rates = await repeated(runs, async (run) => {
    say(`import from Umami: run ${run + 1} of ${runs}`)
    rmSync(data, { recursive: true, force: true })
    command(['site', 'add', SITE, '--data', data])
    const { seconds } = await watchedCommand(['import', SITE, file, '--data', data])
    return events / seconds
  })
  rmSync(file)
  rmSync(data, { recursive: true, force: true })
  const what = `import of ${events.toLocaleString('en')} rows of Umami’s`
  return [figure(what, rates, { unit: 'events/s', reach: { least: 25_000 } })]
}

const COLUMNS = [
  ...['website_id', 'session_id', 'visit_id', 'event_id', 'hostname', 'browser', 'os', 'device'],
  ...['screen', 'language', 'country', 'region', 'city', 'url_path', 'url_query'],
  ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'],
  ...['referrer_path', 'referrer_query', 'referrer_domain', 'page_title'],
  ...['gclid', 'fbclid', 'msclkid', 'ttclid', 'li_fat_id', 'twclid'],
  ...['event_type', 'event_name', 'tag', 'distinct_id', 'created_at', 'job_id'],
]

/** A thousand rows at a time. */
function* table(events: number): Generator<string> {
  let text = `${COLUMNS.join(',')}\n`
  let rows = 0
  for (const line of traffic({ seed: SEED, start: START, days: DAYS, events, site: SITE })) {
    const cells = cellsOf(line, rows)
    text += `${COLUMNS.map((name) => csvCell(cells[name] ?? '')).join(',')}\n`
    if (++rows % LINES > 0) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

function uuid(kind: number, number: number): string {
  return `${kind}0000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}

const sessions = new Map<string, number>()

function cellsOf({ name, at, url, referrer, title, visitor = '' }: WireLine, row: number) {
  const { hostname, pathname, search } = new URL(url ?? `https://${SITE}/`)
  const from = referrer === undefined ? undefined : new URL(referrer)
  const session = sessions.get(visitor) ?? sessions.size
  sessions.set(visitor, session)
  const cells: Record<string, string> = {
    ...{ website_id: uuid(1, 1), session_id: uuid(2, session), event_id: uuid(3, row) },
    ...{ hostname, browser: 'chrome', os: 'Windows 10', device: 'desktop', screen: '1920x1080' },
    ...{ language: 'en-US', country: 'DE', url_path: pathname, url_query: search.slice(1) },
    ...{ referrer_domain: from?.hostname ?? '', referrer_path: from?.pathname ?? '' },
    ...{ page_title: title ?? '', event_type: name === 'pageview' ? '1' : '2' },
    event_name: name === 'pageview' ? '' : name,
    created_at: new Date(at).toISOString().slice(0, 19).replace('T', ' '),
  }
  return cells
}
