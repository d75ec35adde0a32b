import type { ComponentChildren } from 'preact'
import { Skeleton } from './skeleton.tsx'

interface MetricProps {
  name: string
  value: ComponentChildren
  title?: string
  delta?: ComponentChildren
  spark?: ComponentChildren
  /** What there is to know of the value, in a few words below it. */
  note?: ComponentChildren
  explain?: ComponentChildren
  chosen?: boolean
  onChoose?: () => void
  /** Where the tile leads, which picks nothing. */
  to?: string
}

/** A headline number; where `onChoose` is given, the whole tile is a button that picks it. */
export function Metric(props: MetricProps) {
  const { name, value, title, delta, spark, note, explain, chosen, onChoose, to } = props
  return (
    <div class="metric" data-chosen={chosen || undefined}>
      {onChoose && (
        <button
          type="button"
          class="metric-choose"
          aria-pressed={chosen}
          aria-label={name}
          onClick={onChoose}
        />
      )}
      {to !== undefined && (
        <a class="metric-choose" href={to}>
          <span class="unseen">{name}</span>
        </a>
      )}
      <div class="metric-name">
        {name}
        {explain}
      </div>
      <div class="metric-value" title={title}>
        {value}
      </div>
      {note && <div class="metric-said">{note}</div>}
      {(delta || spark) && (
        <div class="metric-foot">
          {delta ?? <span />}
          {spark}
        </div>
      )}
    </div>
  )
}

/** Tiles as large as those that will come. */
export function MetricRoom({ count }: { count: number }) {
  return (
    <>
      {Array.from({ length: count }, (_, i) => (
        <Metric
          key={i}
          name=" "
          value={<Skeleton width="4.5rem" height="1.6rem" />}
          spark={<Skeleton width="4.5rem" height="1rem" />}
        />
      ))}
    </>
  )
}
