import { Download } from 'lucide-preact'
import { saveText } from '../../charts/save.ts'
import { siteDomain } from '../../models/sites.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'

interface TableButtonProps {
  /** Of the file, after the site's. */
  name: string
  rows: readonly object[]
}

/** A table that is put together here, from several answers, as CSV; one report's own is the API's to write. */
export function TableButton({ name, rows }: TableButtonProps) {
  return (
    <Button
      kind="ghost"
      size="small"
      icon={<Download size={14} />}
      label={words.value.actions.download}
      onClick={() => void save(rows, `${siteDomain.peek()}-${name}.csv`)}
    />
  )
}

async function save(rows: readonly object[], file: string): Promise<void> {
  const { csvOf } = await import('../../../collector/csv.ts')
  saveText(csvOf({ rows }), 'text/csv', file)
}
