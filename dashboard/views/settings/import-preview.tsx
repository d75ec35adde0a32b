import type { Problem } from '../../api.ts'
import { FileFact } from '../../blocks/files/file-fact.tsx'
import { ReadAgainFirst } from '../../blocks/files/read-again-first.tsx'
import { LineList } from '../../blocks/files/refused-lines.tsx'
import { brief, count, full } from '../../format.ts'
import { hasUnread } from '../../models/dropped-files.ts'
import { type HistoryAnswer, type HistoryFile, historyFiles } from '../../models/history-imports.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { fileWords } from '../../texts/files.ts'
import { importWords } from '../../texts/imports.ts'
import { ComingTables } from './coming-tables.tsx'
import { ImportQuestions } from './import-questions.tsx'

interface ImportPreviewProps {
  dropped: HistoryFile
  answer: HistoryAnswer
  /** What kept it from being brought in. */
  problem: Problem | undefined
}

/** What a file would bring, and what of it would not come. */
export function ImportPreview({ dropped, answer, problem }: ImportPreviewProps) {
  const text = importWords.value
  const isBusy = dropped.share.value !== undefined
  if (answer.lack !== null)
    return <ImportQuestions dropped={dropped} said={answer.lack} table={answer.table} />
  return (
    <>
      <Facts answer={answer} />
      <ComingTables tables={answer.tables} />
      {!answer.complete && (
        <Notice tone="warn">{text.partly(brief('rate', answer.share, locale.value))}</Notice>
      )}
      {answer.kind === 'days' && <p class="drill-note">{text.daysNote}</p>}
      <LineList lines={answer.rejected_lines} say={reasonWords} />
      <details class="differently">
        <summary>{fileWords.value.differently}</summary>
        <ImportQuestions dropped={dropped} said={null} table={answer.table} />
      </details>
      {problem && <Notice tone="bad">{problemWords(problem)}</Notice>}
      {answer.coming === 0 && <p class="drill-note">{text.nothing}</p>}
      <ReadAgainFirst dropped={dropped} />
      <div class="form-foot">
        <Button
          kind="primary"
          disabled={isBusy || answer.coming === 0 || hasUnread(dropped)}
          onClick={() => void historyFiles.store(dropped)}
        >
          {text.take(count(answer.coming, locale.value))}
        </Button>
      </div>
    </>
  )
}

/** The API's words for why a line is refused, in the reader's. */
export function reasonWords(reason: string): string {
  return importWords.value.reasons[reason] ?? reason
}

/** `a robot: 12, no time: 3` */
export function sumsInWords(sums: Readonly<Record<string, number>>): string {
  const text = importWords.value
  return Object.entries(sums)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, times]) => text.reason(reasonWords(reason), full('count', times, locale.value)))
    .join(', ')
}

function Facts({ answer }: { answer: HistoryAnswer }) {
  const text = importWords.value
  const { label, kind, read, coming, from, to, days, replaced, rejected, left_out } = answer
  const number = (value: number) => full('count', value, locale.value)
  return (
    <dl class="file-facts">
      <FileFact name={text.format}>{label}</FileFact>
      <FileFact name={text.kind}>{text.kinds[kind]}</FileFact>
      <FileFact name={text.read}>{number(read)}</FileFact>
      <FileFact name={text.coming}>{number(coming)}</FileFact>
      {from !== null && to !== null && (
        <FileFact name={text.period}>
          {`${text.span(from, to)} · ${text.days(count(days, locale.value))}`}
        </FileFact>
      )}
      {replaced > 0 && (
        <FileFact name={text.replaced}>{text.replaces(count(replaced, locale.value))}</FileFact>
      )}
      {Object.keys(rejected).length > 0 && (
        <FileFact name={text.rejected}>{sumsInWords(rejected)}</FileFact>
      )}
      {Object.keys(left_out).length > 0 && (
        <FileFact name={text.leftOut}>{sumsInWords(left_out)}</FileFact>
      )}
    </dl>
  )
}
