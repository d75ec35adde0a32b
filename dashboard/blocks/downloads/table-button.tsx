import type { Sides } from '../../models/other-visits.ts'
import { language, words } from '../../texts/texts.ts'
import { SheetButtons } from './sheet-buttons.tsx'

interface TableButtonProps {
  /** Of the file, after the site's. */
  name: string
  rows: readonly object[]
  small?: boolean
  /** Whose numbers stand side by side. */
  sides?: Sides | undefined
}

/** A table that is put together here, from several answers, under the API's own names; of two segments under theirs. */
export function TableButton({ name, rows, small, sides }: TableButtonProps) {
  return (
    <SheetButtons
      name={name}
      small={small}
      sheet={async () => {
        const { csvOf } = await import('../../../collector/csv.ts')
        const { sheetIn, spelledSheet } = await import('./sheet.ts')
        const sheet = sheetIn(csvOf({ rows }))
        const reader = { language: language.peek(), texts: words.peek(), sides }
        return sides ? spelledSheet(sheet, reader) : sheet
      }}
    />
  )
}
