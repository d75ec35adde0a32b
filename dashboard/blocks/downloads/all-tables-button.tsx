import { FileArchive } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { saveBlob } from '../../charts/save.ts'
import { pageInView } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { attempt } from '../forms/undo.ts'
import { fileName } from './file-name.ts'
import { hasTables, tablesInView } from './tables-in-view.ts'

/** Every table of the page in view as a CSV, in one archive. */
export function AllTablesButton() {
  const text = words.value.downloads
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    await attempt(saveAll)
    setBusy(false)
  }
  return (
    <Button
      kind="ghost"
      icon={<FileArchive size={16} />}
      label={hasTables() ? text.everything : text.nothing}
      disabled={busy || !hasTables()}
      data-command="zip"
      onClick={() => void take()}
    />
  )
}

async function saveAll(): Promise<void> {
  // All are called after what is on show now, whatever is by the time they come.
  const tables = tablesInView().map(({ name, sheet }) => ({ file: fileName(name, 'csv'), sheet }))
  const archive = fileName(pageInView.peek() || 'overview', 'zip')
  const [{ zipOf }, { csvOfSheet }] = await Promise.all([import('./zip.ts'), import('./sheet.ts')])
  const files = []
  // One after the other: they stand on the page already, so that most are answered at once.
  for (const { file, sheet } of tables) {
    files.push({ name: file, text: csvOfSheet(await sheet()) })
  }
  saveBlob(new Blob([zipOf(files)], { type: 'application/zip' }), archive)
}
