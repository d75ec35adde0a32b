import type { ComponentChildren } from 'preact'

interface MetricProps {
  name: string
  value: ComponentChildren
  title?: string
  delta?: ComponentChildren
  spark?: ComponentChildren
  explain?: ComponentChildren
  chosen?: boolean
  onChoose?: () => void
}

/** A headline number; where `onChoose` is given, the whole tile is a button that picks it. */
export function Metric(props: MetricProps) {
  const { name, value, title, delta, spark, explain, chosen, onChoose } = props
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
      <div class="metric-name">
        {name}
        {explain}
      </div>
      <div class="metric-value" title={title}>
        {value}
      </div>
      {(delta || spark) && (
        <div class="metric-foot">
          {delta ?? <span />}
          {spark}
        </div>
      )}
    </div>
  )
}
