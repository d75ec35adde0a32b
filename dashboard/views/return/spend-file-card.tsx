import { DroppedCard } from '../../blocks/files/dropped-card.tsx'
import { count } from '../../format.ts'
import { type SpendFile, spendFiles } from '../../models/spend-files.ts'
import { locale } from '../../models/view.ts'
import { spendWords } from '../../texts/spend.ts'
import { sums } from './amounts.ts'
import { FilePreview } from './file-preview.tsx'
import { FileQuestions } from './file-questions.tsx'

/** A file of spend, from its first look to what became of it. */
export function SpendFileCard({ dropped }: { dropped: SpendFile }) {
  const text = spendWords.value
  return (
    <DroppedCard
      among={spendFiles}
      dropped={dropped}
      refused={(problem) => <FileQuestions dropped={dropped} problem={problem} />}
      seen={(answer, problem) => (
        <FilePreview
          dropped={dropped}
          answer={answer}
          problem={problem}
          onStore={() => void spendFiles.store(dropped)}
        />
      )}
      stored={(answer) =>
        text.stored(count(answer.row_count ?? answer.stored, locale.value), sums(answer.totals))
      }
      undone={text.undone}
    />
  )
}
