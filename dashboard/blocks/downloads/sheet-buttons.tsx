import { ClipboardCopy, Download } from 'lucide-preact'
import { saveText } from '../../charts/save.ts'
import { Button } from '../../parts/button.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { toast } from '../../parts/toast.tsx'
import { words } from '../../texts/texts.ts'
import { attempt } from '../forms/undo.ts'
import { fileName } from './file-name.ts'
import type { Sheet } from './sheet.ts'
import { useTableInView } from './tables-in-view.ts'

interface SheetButtonsProps {
  /** What the file is of. */
  name: string
  disabled?: boolean
  /** Where there is little room: the file alone. */
  small?: boolean | undefined
  sheet: () => Promise<Sheet>
}

/** A table as a file, and as what is pasted into a spreadsheet. */
export function SheetButtons({ name, disabled = false, small, sheet }: SheetButtonsProps) {
  const { actions, downloads } = words.value
  useTableInView(disabled ? undefined : { name, sheet })
  // The file is called after what was on show when it was asked for, whatever is by the time it comes.
  const take = (give: (sheet: Sheet, file: string) => Promise<void>) => () => {
    const file = fileName(name, 'csv')
    void attempt(async () => give(await sheet(), file))
  }
  return (
    <>
      <Button
        kind="ghost"
        size="small"
        disabled={disabled}
        icon={<Download size={14} />}
        data-command="csv"
        label={actions.download}
        onClick={take(async (table, file) => {
          const { csvOfSheet } = await import('./sheet.ts')
          saveText(csvOfSheet(table), 'text/csv', file)
        })}
      />
      {!small && (
        <Button
          kind="ghost"
          size="small"
          disabled={disabled}
          icon={<ClipboardCopy size={14} />}
          data-for="spreadsheets"
          label={downloads.copy}
          onClick={take(async (table) => {
            const { tabbed } = await import('./sheet.ts')
            await copyText(tabbed(table))
            toast(downloads.copied)
          })}
        />
      )}
    </>
  )
}
