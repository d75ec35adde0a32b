import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { type Figure, held } from './figures.ts'

/** Where and when the figures were taken. */
export interface Machine {
  processor: string
  cores: number
  memory: string
  system: string
  node: string
  /** What else it was doing: processes waiting to run, on average over a minute. */
  load: number
  day: string
}

export function machine(now: number): Machine {
  const cores = cpus()
  return {
    processor: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${type()} ${release()}`,
    node: process.version,
    load: Math.round(10 * (loadavg()[0] ?? 0)) / 10,
    day: new Date(now).toISOString().slice(0, 10),
  }
}

const HEAD = ['what', 'median', 'runs between', 'reach', ''] as const

/** The figures as an aligned table for a terminal. */
export function asText(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)]
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  return rows.map((row) => row.map((cell, i) => pad(cell, widths[i] ?? 0, i)).join('  ')).join('\n')
}

/** The page that is kept in the repository. */
export function asMarkdown(figures: readonly Figure[], on: Machine): string {
  const rows = [HEAD, ['---', '---:', '---:', '---:', '---'], ...figures.map(cells)]
  const table = rows.map((row) => `| ${row.join(' | ')} |`).join('\n')
  return `# Benchmarks

\`npx tributary bench --write\` measures all of this anew and writes this page. Taken ${on.day} on
${on.processor}, ${on.cores} cores, ${on.memory}, ${on.system}, Node ${on.node}; load average before the start: ${on.load}.

${table}

## How

- Medians of the runs; the least and the greatest stand beside them. Ratios are of pairs measured one right
  after the other, so a busy machine slows both sides.
- The traffic is made from a seed: per event 0.15 visitors and 0.25 visits, 82 % pageviews, 90 days with a daily and
  weekly rhythm, 100 paths, 90 source × campaign pairs, 14 countries, 0.5 % of events with revenue.
- Durable means that the answer comes after the commit with \`synchronous=FULL\`. The load comes from a process of
  its own over 64 keep-alive connections, each visitor from their own address behind a trusted proxy.
- Short links are clicked with a browser's user agent, each from the same 64 connections; the bare server answers the same
  status. Both are driven from this process.
- The bare server is Hono on the same \`@hono/node-server\`, parsing the same bodies and storing nothing.
- Reports are asked over HTTP, visits and exact visitors over all 90 days, without any cache of answers. *Cold* is the
  first question to a process that has just started, whose report thread starts with it.
- A page is all that the dashboard asks for when it is opened, asked as it asks and timed until the last answer is there; the
  site has two goals. *Asked again* is the same right after, when nothing has changed. The first time is after a setting was
  changed, which outdates every kept answer. 30 days are compared with the 30 before; 90 with the same a day earlier, which
  have as many events.
- Histories are read within this process, over the same 90 days, to the last one: funnels, paths and attribution are
  folds over them. Funnels, paths, retention and magic numbers are asked over HTTP.
- Attribution shares the 65,000 conversions of four goals among 250,000 visits, beside five platforms' spend on each day.
- The script is loaded as a site gets it, async and from another origin, on four kinds of pages, each time in a new
  browser profile: processor time of the page's main thread for its compilation, run and callbacks until the network is
  idle, from Chromium's trace. Without a Chromium these lines are left out.
- Idle memory is looked at 35 s after the start, when that thread, unasked, has ended.
- The longest wait is that of somebody who sends an event every 20 ms, while an address at the default limits has sent
  198 requests of 100 pageviews of one visitor and sends two of 40 late ones between them, each of another campaign.
- Latency beside reports is counted from when a request was due, not from when the generator came to send it.
`
}

function cells(figure: Figure): string[] {
  const { what, value, spread, note } = figure
  const between = spread === undefined ? '' : spread.map((end) => amount(end, figure)).join(' – ')
  const verdict = held(figure)
  const mark = verdict === undefined ? '' : verdict ? '✓' : '✗'
  return [what + (note ? ` (${note})` : ''), amount(value, figure), between, reach(figure), mark]
}

function reach({ reach: bound, unit }: Figure): string {
  if (bound === undefined) return ''
  return 'most' in bound
    ? `≤ ${amount(bound.most, { unit })}`
    : `≥ ${amount(bound.least, { unit })}`
}

function amount(value: number, { unit }: Pick<Figure, 'unit'>): string {
  if (unit === 'ratio') return `${value.toFixed(2)}×`
  const digits = unit === 'ms' && value < 10 ? 1 : 0
  const text = value.toLocaleString('en', { maximumFractionDigits: digits })
  return `${text} ${unit}`
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 || column === HEAD.length - 1 ? cell.padEnd(width) : cell.padStart(width)
}
