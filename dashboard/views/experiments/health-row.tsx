import { CircleCheck, Hourglass, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { brief, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { words } from '../../texts/texts.ts'
import type { Answer } from './verdict-words.ts'

/** Whether the numbers may be trusted. */
export function HealthRow({ answer }: { answer: Answer }) {
  const text = experimentWords.value.health
  const { units, crossovers, crossed_too_many, srm } = answer.health
  const crossed = units === 0 ? 0 : crossovers / units
  return (
    <Card title={text.title}>
      <div class="health-row">
        <span>{text.exposed(full('count', units, locale.value))}</span>
        <Mark tone={srm === null ? 'wait' : srm.flag ? 'bad' : 'good'}>{splitText(answer)}</Mark>
        {srm?.flag &&
          srm.by.slice(0, 3).map(({ dimension, value }) => (
            <Mark key={`${dimension} ${value}`} tone="bad">
              {text.by(dimensionText(dimension), String(value ?? '–'))}
            </Mark>
          ))}
        <Mark tone={crossed_too_many ? 'bad' : 'good'}>
          {text.crossed(brief('rate', crossed, locale.value))}
        </Mark>
      </div>
    </Card>
  )
}

function dimensionText(dimension: string): string {
  const names: Readonly<Record<string, string>> = words.value.dimensions
  return names[dimension] ?? dimension
}

/** The shares that the variants really have. */
function splitText({ health: { srm, exposures } }: Answer): string {
  const text = experimentWords.value.health
  const counts = new Map<string, number>()
  for (const { counts: day } of exposures) {
    for (const [key, n] of Object.entries(day)) counts.set(key, (counts.get(key) ?? 0) + n)
  }
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  if (srm === null || all === 0) return text.splitWait
  const shares = [...counts.values()].map((n) => brief('rate', n / all, locale.value)).join(' / ')
  return srm.flag ? text.splitBad(shares, srm.p_value.toPrecision(2)) : text.split(shares)
}

const ICONS = { good: CircleCheck, bad: TriangleAlert, wait: Hourglass }

export function Mark({ tone, children }: { tone: keyof typeof ICONS; children: ComponentChildren }) {
  const Icon = ICONS[tone]
  return (
    <span data-tone={tone}>
      <Icon size={15} aria-hidden="true" />
      {children}
    </span>
  )
}
