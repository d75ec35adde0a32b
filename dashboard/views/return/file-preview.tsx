import type { Problem } from '../../api.ts'
import { FileFact } from '../../blocks/files/file-fact.tsx'
import { ReadAgainFirst } from '../../blocks/files/read-again-first.tsx'
import { RefusedLines } from '../../blocks/files/refused-lines.tsx'
import { range } from '../../dates.ts'
import { count, full } from '../../format.ts'
import { hasUnread } from '../../models/dropped-files.ts'
import { type SpendAnswer, type SpendFile, spendFiles } from '../../models/spend-files.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { importBeside, spendText } from '../../spend-refusals.ts'
import { fileWords } from '../../texts/files.ts'
import { spendWords } from '../../texts/spend.ts'
import { spendSaidWords } from '../../texts/spend-said.ts'
import { money, shareOf, sums } from './amounts.ts'
import { ImportName, ReadDifferently } from './file-manner.tsx'
import { FirstRows } from './first-rows.tsx'

interface FilePreviewProps {
  dropped: SpendFile
  answer: SpendAnswer
  /** What kept it from being stored. */
  problem: Problem | undefined
  onStore: () => void
}

/** What a file is, as it would be stored, and what of it would not. */
export function FilePreview({ dropped, answer, problem, onStore }: FilePreviewProps) {
  const isRefused = answer.rejected.length > 0 && dropped.manner.value.skip_bad !== true
  const isBusy = dropped.share.value !== undefined
  const isOld = hasUnread(dropped)
  return (
    <>
      <Facts answer={answer} />
      {answer.warnings.map((warning) => (
        <Notice key={warning} tone="warn" action={<Instead dropped={dropped} warning={warning} />}>
          {spendText(warning, spendSaidWords.value)}
        </Notice>
      ))}
      <RefusedLines
        lines={answer.rejected}
        say={(reason) => spendText(reason, spendSaidWords.value)}
        skipped={dropped.manner.value.skip_bad === true}
        onSkip={(skip_bad) => void spendFiles.lookAgain(dropped, { skip_bad })}
      />
      <FirstRows answer={answer} />
      <div class="manner">
        <ImportName key={answer.import} dropped={dropped} name={answer.import} />
        <ReadDifferently dropped={dropped} answer={answer} />
      </div>
      {problem && <Notice tone="bad">{problemWords(problem)}</Notice>}
      <ReadAgainFirst dropped={dropped} />
      <div class="form-foot">
        <Button kind="primary" disabled={isRefused || isBusy || isOld} onClick={onStore}>
          {fileWords.value.store}
        </Button>
      </div>
    </>
  )
}

/** Where another import tells of the same days, the way to replace them. */
function Instead({ dropped, warning }: Pick<FilePreviewProps, 'dropped'> & { warning: string }) {
  const name = importBeside(warning)
  if (name === undefined) return null
  return (
    <Button size="small" onClick={() => void spendFiles.lookAgain(dropped, { import: name })}>
      {spendWords.value.instead(name)}
    </Button>
  )
}

function Facts({ answer }: { answer: SpendAnswer }) {
  const text = spendWords.value
  const { platform, days, row_count: rows = 0, totals, replaced } = answer
  const [from, to] = days
  return (
    <dl class="file-facts">
      <FileFact name={text.platform}>{text.platforms[platform]}</FileFact>
      <FileFact name={text.days}>{range({ from, to }, locale.value.language)}</FileFact>
      <FileFact name={text.rows}>{full('count', rows, locale.value)}</FileFact>
      <FileFact name={text.total}>{sums(totals)}</FileFact>
      <FileFact name={text.finds}>
        {totals
          .map(({ matched, cost, currency }) =>
            text.findsOf(money(matched, currency), shareOf(matched, cost)),
          )
          .join(' + ')}
      </FileFact>
      <FileFact name={text.replaces}>
        {replaced === 0
          ? text.replacesNothing
          : text.replacesRows(count(replaced, locale.value), answer.import)}
      </FileFact>
    </dl>
  )
}
