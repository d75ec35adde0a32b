import { ArrowDown, ArrowUp } from 'lucide-preact'

interface DeltaProps {
  /** Relative change; undefined shows nothing. */
  change: number | undefined
  /** The change's size in words, as `12%`. */
  size: string
  /** The whole sentence for those who do not see the arrow. */
  title: string
  lessIsBetter?: boolean
  /** Neither is better: more is only more. */
  neutral?: boolean
}

export function Delta(props: DeltaProps) {
  const { change, size, title, lessIsBetter = false, neutral = false } = props
  if (change === undefined) return null
  const still = Math.abs(change) < 0.0005
  const Arrow = change > 0 ? ArrowUp : ArrowDown
  const tone = still || neutral ? undefined : change > 0 === lessIsBetter ? 'bad' : 'good'
  return (
    <span class="delta" data-tone={tone} title={title}>
      {!still && <Arrow size={12} strokeWidth={2.5} aria-hidden="true" />}
      <span aria-hidden="true">{size}</span>
      <span class="unseen">{title}</span>
    </span>
  )
}
