import { CircleCheck, Hourglass, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { brief, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { words } from '../../texts/texts.ts'
import { type Answer, faultTexts, splitText } from './verdict-words.ts'

/** Whether the numbers may be trusted. */
export function HealthRow({ answer }: { answer: Answer }) {
  const text = experimentWords.value.health
  const { units, crossovers, crossed_too_many, srm, without_ids, nobody_new } = answer.health
  const faults = faultTexts(answer)
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
        {nobody_new && <Mark tone="bad">{text.nobodyNew}</Mark>}
        {without_ids && <Mark tone="bad">{text.withoutIds}</Mark>}
        {faults.map((said) => (
          <Mark key={said} tone="bad">
            {said}
          </Mark>
        ))}
        {faults.length === 0 && units > 0 && <Mark tone="good">{text.faultless}</Mark>}
      </div>
    </Card>
  )
}

function dimensionText(dimension: string): string {
  const names: Readonly<Record<string, string>> = words.value.dimensions
  return names[dimension] ?? dimension
}

const ICONS = { good: CircleCheck, bad: TriangleAlert, wait: Hourglass }

export function Mark({
  tone,
  children,
}: {
  tone: keyof typeof ICONS
  children: ComponentChildren
}) {
  const Icon = ICONS[tone]
  return (
    <span data-tone={tone}>
      <Icon size={15} aria-hidden="true" />
      {children}
    </span>
  )
}
