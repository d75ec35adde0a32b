import type { ComponentChildren } from 'preact'
import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { count, full, METRIC_UNITS, pointsSize } from '../../format.ts'
import { addDays } from '../../models/period.ts'
import { type Mover, type Reasons, reasonsOf, reasonsQuestion } from '../../models/reasons.ts'
import { mayChange } from '../../models/sites.ts'
import { openQuestion, type ToFix } from '../../models/to-fix.ts'
import { useResource } from '../../models/use-resource.ts'
import type { Surprise } from '../../models/usual.ts'
import { linkTo, locale, today } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { language, words } from '../../texts/texts.ts'

interface UsualReasonsProps {
  surprise: Surprise
  goal: string | undefined
}

/** What explains most of it, what went the other way, and what is broken: a line each, whose room is kept. */
export function UsualReasons({ surprise, goal }: UsualReasonsProps) {
  const text = words.value.usual
  const answered = useResource(() => reasonsQuestion(surprise, goal))
  const answer = answered.data.value
  const isBroken = answered.problem.value !== undefined
  const reasons = answer && reasonsOf(answer, surprise.side)
  const said = reasons
    ? causeSaid(reasons, surprise, answer.reason)
    : isBroken
      ? text.unknown
      : text.asking
  return (
    <div class="usual-reasons" aria-live="polite">
      <Line>{said}</Line>
      {reasons && <Line>{moverSaid(reasons, surprise)}</Line>}
      {/* Before the lines above are known they would move it. */}
      {(reasons || isBroken) && <Broken />}
    </div>
  )
}

function Line({ children }: { children: ComponentChildren }) {
  const title = typeof children === 'string' ? children : undefined
  return <p title={title}>{children}</p>
}

type Reason = keyof typeof journeyWords.value.changes.reasons

function causeSaid({ most }: Reasons, { metric }: Surprise, reason: Reason | null): string {
  const { why, reasons } = journeyWords.value.changes
  if (!most) return reasons[reason ?? 'chance']
  const what = why[most.why][most.rose ? 'rose' : 'fell']
  return words.value.usual.most(...nameOf(most), what, partOf(most, metric))
}

function moverSaid({ against }: Reasons, { metric, side }: Surprise): string {
  const text = words.value.usual
  const fell = side === 'low'
  if (!against) return fell ? text.noRiser : text.noFaller
  return (fell ? text.riser : text.faller)(...nameOf(against), partOf(against, metric))
}

function nameOf({ dimension, value }: Mover): [dimension: string, value: string] {
  const name = valueName(dimension as Dimension, value, language.value, words.value)
  return [dimensionName(dimension, words.value), name]
}

/** `−34`, `+2.1 points`. */
function partOf({ total }: Mover, metric: string): string {
  const unit = METRIC_UNITS[metric as Metric]
  const sign = total < 0 ? '−' : '+'
  const size = Math.abs(total)
  const place = locale.value
  if (unit === 'rate') return sign + words.value.compare.points(pointsSize(size, place.language))
  return sign + full(unit, unit === 'money' ? size : Math.round(size), place)
}

const DAYS = 30

/** What the light of the data's quality tells of: the most frequent of it, and how much more there is. */
function Broken() {
  const text = words.value.usual
  const answered = useResource<ToFix>(() =>
    openQuestion({ from: addDays(today.value, 1 - DAYS), to: today.value }),
  )
  const found = answered.data.value
  if (!found) return null
  if (found.count === 0) return <Line>{text.whole}</Line>
  return (
    <Line>
      {brokenSaid(found)}{' '}
      <a href={linkTo('quality')}>{mayChange.value ? text.fix : words.value.acquisition.see}</a>
    </Line>
  )
}

function brokenSaid({ worst, count: all }: ToFix): string {
  const text = words.value.usual
  const told = (number: number) => count(number, locale.value).text
  if (!worst) return text.more(told(all))
  const kinds: Partial<Record<string, string>> = words.value.quality.kinds
  const said = text.broken(kinds[worst.kind] ?? worst.kind, worst.value, told(worst.count))
  return all > 1 ? `${said} · ${text.more(told(all - 1))} ·` : `${said} ·`
}
