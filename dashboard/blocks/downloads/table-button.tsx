import { SheetButtons } from './sheet-buttons.tsx'

interface TableButtonProps {
  /** Of the file, after the site's. */
  name: string
  rows: readonly object[]
  small?: boolean
}

/** A table that is put together here, from several answers, under the API's own names. */
export function TableButton({ name, rows, small }: TableButtonProps) {
  return (
    <SheetButtons
      name={name}
      small={small}
      sheet={async () => {
        const { csvOf } = await import('../../../collector/csv.ts')
        const { sheetIn } = await import('./sheet.ts')
        return sheetIn(csvOf({ rows }))
      }}
    />
  )
}
