interface FigureProps {
  value: string
  /** What it rests on, below it. */
  note: string | undefined
}

/** A number of a table with what it rests on, for eyes that no pointer helps. */
export function Figure({ value, note }: FigureProps) {
  return (
    <span class="figure">
      {value}
      {note !== undefined && <small>{note}</small>}
    </span>
  )
}
