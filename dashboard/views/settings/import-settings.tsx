import { useEffect } from 'preact/hooks'
import { DroppedCard } from '../../blocks/files/dropped-card.tsx'
import { count } from '../../format.ts'
import {
  type HistoryAnswer,
  type HistoryFile,
  historyFiles,
  historyImports,
  isImporting,
} from '../../models/history-imports.ts'
import { mayChange, siteDomain } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { DropZone } from '../../parts/drop-zone.tsx'
import { problemWords } from '../../refusals.ts'
import { importWords } from '../../texts/imports.ts'
import { ImportList } from './import-list.tsx'
import { ImportPreview } from './import-preview.tsx'
import { ImportQuestions } from './import-questions.tsx'

const LOOK_MS = 1_000

/** Other tools' history: where its files are dropped, what is in them, and what came. */
export function ImportSettings() {
  const text = importWords.value
  const own = historyFiles.list.value.filter(({ site }) => site === siteDomain.value)
  const imports = historyImports.data.value
  useEffect(() => {
    if (!isImporting.value) return undefined
    const look = setTimeout(() => historyImports.ask(), LOOK_MS)
    return () => clearTimeout(look)
  }, [imports])
  return (
    <div class="stack">
      <p>{text.intro}</p>
      {mayChange.value && (
        <DropZone
          label={text.drop}
          hint={text.dropHint}
          multiple
          onFiles={(files) => historyFiles.add(files)}
        />
      )}
      {own.map((dropped) => (
        <FileCard key={dropped.id} dropped={dropped} />
      ))}
      <ImportList />
    </div>
  )
}

function FileCard({ dropped }: { dropped: HistoryFile }) {
  return (
    <DroppedCard
      among={historyFiles}
      dropped={dropped}
      refused={(problem) => (
        <ImportQuestions dropped={dropped} said={problemWords(problem)} table={null} />
      )}
      seen={(answer, problem) => (
        <ImportPreview dropped={dropped} answer={answer} problem={problem} />
      )}
      stored={storedWords}
      undone={importWords.value.undone}
    />
  )
}

function storedWords({ state, stored, duplicate, detail }: HistoryAnswer): string {
  const text = importWords.value
  if (state === 'running') return text.running
  if (state === 'failed') return text.failed(detail ?? '')
  return text.stored(count(stored, locale.value), count(duplicate, locale.value))
}
