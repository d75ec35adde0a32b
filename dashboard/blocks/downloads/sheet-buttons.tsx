import { ClipboardCopy, Download } from 'lucide-preact'
import { saveText } from '../../charts/save.ts'
import { siteDomain } from '../../models/sites.ts'
import { shownRange } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { toast } from '../../parts/toast.tsx'
import { words } from '../../texts/texts.ts'
import { attempt } from '../forms/undo.ts'
import type { Sheet } from './sheet.ts'

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
  const take = (give: (sheet: Sheet) => Promise<void>) => () =>
    void attempt(async () => give(await sheet()))
  return (
    <>
      <Button
        kind="ghost"
        size="small"
        disabled={disabled}
        icon={<Download size={14} />}
        data-command="csv"
        label={actions.download}
        onClick={take(async (table) => {
          const { csvOfSheet } = await import('./sheet.ts')
          saveText(csvOfSheet(table), 'text/csv', fileName(name))
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

/** `<site>-<name>-<from>--<to>.csv`; for all time `<site>-<name>-all.csv`. */
function fileName(name: string): string {
  const days = shownRange.peek()
  const period = days ? `${days.from}--${days.to}` : 'all'
  const said = `${siteDomain.peek()}-${name}-${period}`
  return `${said.toLowerCase().replace(/[\s/:]+/gu, '-')}.csv`
}
