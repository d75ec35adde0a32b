import { type Markup, markup } from '../../markup.ts'
import { experimentWords } from '../../texts/experiments.ts'
import { readingOf, settlingOf } from './reading.ts'
import { type MetricAnswer, signedShare } from './verdict-words.ts'

/** Pictures of a result for a file: drawings that need neither style nor script from elsewhere. */
const WIDTH = 640
const ROW = 30
const NAMES = 120
const HEIGHT = 130

/** Each variant's change with its interval on one axis; grey what is too small to matter. */
export function intervalFigure(metric: MetricAnswer): Markup {
  const bars = metric.variants.slice(1).map((variant) => readingOf(variant, metric))
  const ends = bars.flatMap(({ estimate, low, high }) => [estimate ?? 0, low ?? 0, high ?? 0])
  const small = metric.minimum_effect ?? 0
  const most = 1.08 * Math.max(small, ...ends.map(Math.abs)) || 1
  const middle = NAMES + (WIDTH - NAMES) / 2
  const x = (value: number) => round(middle + (value / most) * ((WIDTH - NAMES) / 2))
  const bottom = bars.length * ROW
  return markup`<svg viewBox="0 0 ${WIDTH} ${bottom + 20}" role="img" aria-label="${metric.goal}">
<rect class="small" x="${x(-small)}" y="0" width="${round(x(small) - x(-small))}" height="${bottom}"/>
<path class="zero" d="M${middle} 0V${bottom}"/>
${bars.map(({ name, estimate, low, high, tone, title }, i) => {
  const y = i * ROW + ROW / 2
  return markup`<g class="${tone}"><title>${title}</title><text x="0" y="${y + 4}">${name}</text>${
    low !== null && high !== null && markup`<path class="bar" d="M${x(low)} ${y}H${x(high)}"/>`
  }${estimate !== null && markup`<circle cx="${x(estimate)}" cy="${y}" r="6"/>`}</g>`
})}
<text x="${NAMES}" y="${bottom + 16}">${signedShare(-most)}</text>
<text x="${middle}" y="${bottom + 16}" text-anchor="middle">0</text>
<text x="${WIDTH}" y="${bottom + 16}" text-anchor="end">${signedShare(most)}</text>
</svg>`
}

/** How a variant's difference settled, day by day; nothing of one with less than two days. */
export function settlingFigure(key: string, metric: MetricAnswer): Markup | undefined {
  const { points, scale, ends, negligible, most } = settlingOf(key, metric)
  if (points.length < 2) return undefined
  const x = (place: number) => round((place / (points.length - 1)) * WIDTH)
  const y = (value: number) =>
    round(HEIGHT / 2 - Math.max(-1, Math.min(1, value / most)) * (HEIGHT / 2))
  const there = points.map(({ high }, i) => `${x(i)} ${y(high)}`)
  const back = points.map(({ low }, i) => `${x(i)} ${y(low)}`).toReversed()
  const way = points.map(({ estimate }, i) => `${x(i)} ${y(estimate)}`)
  const label = experimentWords.value.metric.chart(`${metric.goal} · ${key}`)
  const small = negligible ?? 0
  return markup`<figure><figcaption>${label}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT + 20}" role="img" aria-label="${label}">
<path class="band" d="M${[...there, ...back].join('L')}Z"/>
<rect class="small" x="0" y="${y(small)}" width="${WIDTH}" height="${round(y(-small) - y(small))}"/>
<path class="zero" d="M0 ${HEIGHT / 2}H${WIDTH}"/><path class="line" d="M${way.join('L')}"/>
<text x="2" y="12">${scale(most)}</text><text x="2" y="${HEIGHT - 4}">${scale(-most)}</text>
<text x="0" y="${HEIGHT + 16}">${ends[0]}</text>
<text x="${WIDTH}" y="${HEIGHT + 16}" text-anchor="end">${ends[1]}</text>
</svg></figure>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
