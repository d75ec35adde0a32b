import { NoteMarks } from './note-marks.tsx'
import type { Note } from './notes.ts'

interface Pair {
  key: string
  /** Of what stands side by side, from nothing up. */
  one: number
  other: number
  /** All that it says. */
  title: string
}

interface PairedBarsProps {
  label: string
  names: readonly [one: string, other: string]
  pairs: readonly Pair[]
  /** The greatest value as it is written. */
  most: string
  ends: readonly [string, string]
  notes: readonly Note[]
}

/** Two sums side by side, one bucket after another. */
export function PairedBars({ label, names, pairs, most, ends, notes }: PairedBarsProps) {
  const greatest = Math.max(...pairs.flatMap(({ one, other }) => [one, other])) || 1
  const height = (value: number) => `${(Math.max(0, value) / greatest) * 100}%`
  return (
    <div class="paired">
      <p class="paired-head">
        <span>{most}</span>
        {names.map((name, i) => (
          <span key={name} class="paired-key" data-other={i === 1 || undefined}>
            {name}
          </span>
        ))}
      </p>
      <div class="paired-frame">
        <ol class="paired-room" aria-label={label}>
          {pairs.map(({ key, one, other, title }) => (
            <li key={key} title={title}>
              <i style={{ height: height(one) }} />
              <i data-other style={{ height: height(other) }} />
              <span class="unseen">{title}</span>
            </li>
          ))}
        </ol>
        <NoteMarks notes={notes} at={(place) => (place + 0.5) / pairs.length} />
      </div>
      <p class="rates-ends">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </div>
  )
}
