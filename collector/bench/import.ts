import { createWriteStream, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'
import { command, watchedCommand } from './processes.ts'
import { traffic } from './traffic.ts'

/** The first of the ninety days that the reports are asked for. */
const START = Date.UTC(2026, 0, 1)
const DAYS = 90
const SEED = 42
const MEGABYTE = 2 ** 20

/** Writes the traffic to a file and imports it into a new folder, `runs` times; the last one stays. */
export async function importFigures(
  { folder, say }: Setting,
  { events, runs }: { events: number; runs: number },
): Promise<{ figures: Figure[]; data: string }> {
  say(`import: writing ${events.toLocaleString('en')} events`)
  const file = join(folder, 'events.ndjson')
  await pipeline(Readable.from(ndjson(events)), createWriteStream(file))
  const data = join(folder, 'imported')
  const imports = await repeated(runs, async (run) => {
    say(`import: run ${run + 1} of ${runs}`)
    rmSync(data, { recursive: true, force: true })
    command(['site', 'add', SITE, '--data', data])
    return await watchedCommand(['import', SITE, file, '--data', data])
  })
  rmSync(file)
  return { figures: figuresOf(imports, events, bytesIn(data)), data }
}

function figuresOf(
  imports: readonly { seconds: number; peak: number }[],
  events: number,
  bytes: number,
): Figure[] {
  const size = events.toLocaleString('en')
  return [
    figure(
      `import of ${size} events`,
      imports.map(({ seconds }) => events / seconds),
      {
        unit: 'events/s',
        reach: { least: 40_000 },
      },
    ),
    figure(
      'memory of that import, at most',
      imports.map(({ peak }) => peak / MEGABYTE),
      {
        unit: 'MB',
        reach: { most: 400 },
      },
    ),
    figure('disk per event, everything included', [bytes / events], {
      unit: 'bytes',
      reach: { most: 150 },
    }),
  ]
}

/** The traffic as text, a thousand lines at a time. */
function* ndjson(events: number): Generator<string> {
  let text = ''
  let lines = 0
  for (const line of traffic({ seed: SEED, start: START, days: DAYS, events, site: SITE })) {
    text += `${JSON.stringify(line)}\n`
    if (++lines % 1_000 > 0) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0)
}
