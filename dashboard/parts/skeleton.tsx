interface SkeletonProps {
  width?: string
  height?: string
}

export function Skeleton({ width = '100%', height = '1em' }: SkeletonProps) {
  return <span class="skeleton" style={{ width, height }} />
}

/** As many rows as will come, so that nothing moves when they do. */
export function SkeletonRows({ rows, height = '1.875rem' }: { rows: number; height?: string }) {
  return (
    <div class="bars" aria-hidden="true">
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} width={`${100 - i * (55 / rows)}%`} height={height} />
      ))}
    </div>
  )
}

/** The room of a table with so many rows, or of the words in place of none. */
export function TableRoom({ rows }: { rows: number }) {
  return <div class="table-room" style={{ '--rows': rows }} aria-hidden="true" />
}
