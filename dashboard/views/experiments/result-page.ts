import type { Change } from '../../../collector/settings/experiments/changes.ts'
import { sentenceOf } from '../../blocks/filters/sentence.ts'
import { dateTime } from '../../dates.ts'
import { brief, full } from '../../format.ts'
import { type Markup, markup } from '../../markup.ts'
import type { Experiment } from '../../models/experiments.ts'
import { locale } from '../../models/view.ts'
import { experimentWords } from '../../texts/experiments.ts'
import { language, words } from '../../texts/texts.ts'
import { intervalHead, metricTitle, notesOf, variantWords, windowText } from './metric-words.ts'
import { experimentText } from './refusals.ts'
import { intervalFigure, settlingFigure } from './result-figures.ts'
import {
  type Answer,
  faultTexts,
  judgedText,
  type MetricAnswer,
  planText,
  splitText,
  verdictReason,
  verdictWord,
} from './verdict-words.ts'

export interface Told {
  experiment: Experiment
  answer: Answer
  domain: string
  timezone: string
  /** Epoch ms. */
  now: number
}

/** A result as one page that stands by itself: to be read, printed and sent on, and that runs nothing. */
export function resultPage(told: Told): string {
  const { experiment, answer } = told
  return markup`<!doctype html>
<html lang="${language.value}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${experiment.name} · ${told.domain}</title>
<style>${STYLE}</style>
</head>
<body>
<header><p>${told.domain} · ${experiment.name}</p><h1>${verdictWord(answer)}</h1>
<p class="why">${verdictReason(answer)}</p></header>
${factsOf(told)}
${judgedOf(answer)}
${triedOf(told)}
<section><h2>${experimentWords.value.health.title}</h2><p>${healthOf(answer)}</p>
${answer.meta.warnings.map((warning) => markup`<p>${experimentText(warning)}</p>`)}</section>
${answer.metrics.map((metric) => metricOf(metric, answer))}
<footer><h2>${experimentWords.value.result.notes}</h2><p>${experimentWords.value.result.reading}</p></footer>
</body>
</html>
`.text
}

/** Printed as it is: ink on paper, whatever the screen. */
const STYLE = markup`body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif;color:#1b1b1f;background:#fff}
h1{margin:0;font-size:1.7rem}h2{margin:1.6rem 0 .4rem;font-size:1.05rem}p{margin:.3rem 0}.why{font-size:1.05rem}
header>p:first-child,figcaption,footer,.hint{color:#5c5c66;font-size:.87rem}
table{width:100%;border-collapse:collapse}th,td{padding:.3rem .4rem;border-bottom:1px solid #ddd;text-align:start;overflow-wrap:anywhere}
td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.8rem 0}
dt{color:#5c5c66}dd{margin:0;overflow-wrap:anywhere}figure{margin:.6rem 0}svg{display:block;width:100%;font-size:12px;fill:#5c5c66}
section{break-inside:avoid}code{font-size:.87rem;overflow-wrap:anywhere}
.small{fill:#77777f;opacity:.22}.zero{stroke:#77777f;fill:none}.bar{stroke:#9a9aa3;stroke-width:10;stroke-linecap:round;fill:none;opacity:.6}
.good circle{fill:#12805c}.good .bar{stroke:#12805c}.bad circle{fill:#c0362c}.bad .bar{stroke:#c0362c}
.band{fill:#3b5bdb;opacity:.2}.line{stroke:#3b5bdb;stroke-width:2;fill:none}
@media print{body{margin:0;max-width:none}}`

function factsOf(told: Told): Markup {
  const { experiment, answer, timezone, now } = told
  const { result, states, form } = experimentWords.value
  const { fields } = result
  const { key, owner, hypothesis, target } = experiment
  const facts: [string, string][] = [
    [fields.made, momentText(now, timezone)],
    [fields.state, states[answer.status]],
    [fields.winner, answer.winner ?? ''],
    [fields.key, key],
    [fields.owner, owner],
    [fields.hypothesis, hypothesis],
    ...phaseFacts(told),
    [fields.pages, target.urls.join(', ')],
    [form.onlyIf, target.when.map(sentenceOf).join(words.value.filters.and)],
  ]
  const known = facts.filter(([, said]) => said !== '')
  return markup`<dl>${known.map(
    ([name, said]) => markup`<dt>${name}</dt><dd dir="auto">${said}</dd>`,
  )}</dl>`
}

/** What the phase that is told of had, whatever the experiment has now. */
function phaseFacts({ answer: { phase }, timezone }: Told): [string, string][] {
  if (phase === null) return []
  const { form, result, phase: named, phaseLabel } = experimentWords.value
  const share = (part: number) => brief('rate', part, locale.value)
  const { started_at, ended_at, unit, coverages, weights } = phase
  const ended = ended_at === null ? result.running : momentText(ended_at, timezone)
  const equal = 1 / weights.length
  const shares = weights.map(({ key, weight = equal }) => `${key} ${share(weight)}`)
  return [
    [phaseLabel, `${named(phase.phase)}: ${momentText(started_at, timezone)} – ${ended}`],
    [form.unit, form.units[unit]],
    [result.fields.coverage, coverages.map(share).join(' → ')],
    [result.fields.shares, shares.join(' / ')],
  ]
}

function momentText(at: number | string, timezone: string): string {
  return dateTime(new Date(at).toISOString(), timezone, locale.value.language)
}

/** What each variant of the phase does, by the definition: of one that was taken out since, only that it was. */
function triedOf({ experiment, answer: { phase } }: Told): Markup {
  const { result } = experimentWords.value
  const keys = (phase?.weights ?? experiment.variants).map(({ key }) => key)
  const rows = keys.map((key) => {
    const changes = experiment.variants.find((variant) => variant.key === key)?.changes
    const said = changes?.length === 0 ? result.control : changes?.map(changeText)
    return markup`<tr><td dir="auto">${key}</td><td>${said ?? result.gone}</td></tr>`
  })
  return markup`<section><h2>${result.tried}</h2>${
    phase?.ended_at && markup`<p class="hint">${result.asNow}</p>`
  }<table>${rows}</table></section>`
}

/** What it was judged by, and whether that is what the phase had. */
function judgedOf(answer: Answer): Markup[] {
  const { same } = answer
  const { same: nothing } = experimentWords.value.result
  const said = [same && nothing, planText(answer), judgedText(answer)]
  return said.flatMap((line) => (line ? markup`<p class="hint">${line}</p>` : []))
}

function changeText(change: Change): Markup {
  const { changes } = experimentWords.value.form
  const where = 'selector' in change ? `${change.selector} ` : ''
  const named = 'name' in change ? `${change.name}: ` : ''
  const value = 'value' in change ? change.value : ''
  return markup`<p>${changes[change.op]}: <code dir="auto">${where}${value && `→ ${named}${value}`}</code></p>`
}

function healthOf(answer: Answer): string {
  const { health } = experimentWords.value
  const { units, crossovers } = answer.health
  const crossed = units === 0 ? 0 : crossovers / units
  return [
    health.exposed(full('count', units, locale.value)),
    splitText(answer),
    health.crossed(brief('rate', crossed, locale.value)),
    ...faultTexts(answer),
  ].join(' · ')
}

function metricOf(metric: MetricAnswer, answer: Answer): Markup | undefined {
  if (metric.variants.length === 0) return undefined
  const others = metric.variants.slice(1)
  return markup`<section><h2>${metricTitle(metric)}</h2>
<p class="hint">${windowText(metric)}</p>
${others.length > 0 && intervalFigure(metric)}
${tableOf(metric, answer)}
${others.map(({ key }) => settlingFigure(key, metric))}
${notesOf(metric).map((note) => markup`<p class="hint">${note}</p>`)}</section>`
}

function tableOf(metric: MetricAnswer, answer: Answer): Markup {
  const text = experimentWords.value.metric
  const heads = [text.people, text.value, text.change, intervalHead(answer)]
  const rows = metric.variants.map((row) => {
    const { key, people, immature, value, change, interval, word } = variantWords(
      row,
      metric,
      answer,
    )
    const counted = [people, immature].filter(Boolean).join(' · ')
    const cells = [counted, value, change, interval]
    return markup`<tr><td dir="auto">${key}</td>${cells.map(
      (cell) => markup`<td class="n">${cell}</td>`,
    )}<td>${word}</td></tr>`
  })
  return markup`<table><thead><tr><th>${text.variant}</th>${heads.map(
    (head) => markup`<th class="n">${head}</th>`,
  )}<th>${text.word}</th></tr></thead><tbody>${rows}</tbody></table>`
}
