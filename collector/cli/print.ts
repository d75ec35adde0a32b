type Row = Readonly<Record<string, unknown>>

function text(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return Array.isArray(value) ? value.join(',') : String(value)
}

/** Columns side by side, a header above; nothing at all for no rows. */
function table(rows: readonly Row[], columns: readonly string[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => text(row[column])))]
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Rows on stdout: JSON with everything they have, or a table of the columns. */
export function printRows(rows: readonly Row[], columns: readonly string[], json = false): void {
  if (json) console.log(JSON.stringify(rows, null, 2))
  else if (rows.length > 0) console.log(table(rows, columns))
}

/** For people, on stderr: data alone goes to stdout. */
export function say(message: string): void {
  console.error(message)
}
