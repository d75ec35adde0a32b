import type { ComponentChildren } from 'preact'
import type { Problem } from '../../api.ts'
import { range } from '../../dates.ts'
import { count, full } from '../../format.ts'
import { type DroppedFile, lookAgain, type SpendAnswer } from '../../models/spend-files.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Check } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { problemWords } from '../../refusals.ts'
import { importBeside, spendText } from '../../spend-refusals.ts'
import { spendWords } from '../../texts/spend.ts'
import { spendSaidWords } from '../../texts/spend-said.ts'
import { money, shareOf, sums } from './amounts.ts'
import { ImportName, ReadDifferently } from './file-manner.tsx'
import { FirstRows } from './first-rows.tsx'

interface FilePreviewProps {
  dropped: DroppedFile
  answer: SpendAnswer
  /** What kept it from being stored. */
  problem: Problem | undefined
  onStore: () => void
}

/** What a file is, as it would be stored, and what of it would not. */
export function FilePreview({ dropped, answer, problem, onStore }: FilePreviewProps) {
  const text = spendWords.value
  const isRefused = answer.rejected.length > 0 && dropped.manner.value.skip_bad !== true
  const isBusy = dropped.share.value !== undefined
  return (
    <>
      <Facts answer={answer} />
      {answer.warnings.map((warning) => (
        <Notice key={warning} tone="warn" action={<Instead dropped={dropped} warning={warning} />}>
          {spendText(warning, spendSaidWords.value)}
        </Notice>
      ))}
      <RefusedLines dropped={dropped} lines={answer.rejected} />
      <FirstRows answer={answer} />
      <div class="manner">
        <ImportName key={answer.import} dropped={dropped} name={answer.import} />
        <ReadDifferently dropped={dropped} answer={answer} />
      </div>
      {problem && <Notice tone="bad">{problemWords(problem)}</Notice>}
      <div class="form-foot">
        <Button kind="primary" disabled={isRefused || isBusy} onClick={onStore}>
          {text.store}
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
    <Button size="small" onClick={() => void lookAgain(dropped, { import: name })}>
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
      <Fact name={text.platform}>{text.platforms[platform]}</Fact>
      <Fact name={text.days}>{range({ from, to }, locale.value.language)}</Fact>
      <Fact name={text.rows}>{full('count', rows, locale.value)}</Fact>
      <Fact name={text.total}>{sums(totals)}</Fact>
      <Fact name={text.finds}>
        {totals
          .map(({ matched, cost, currency }) =>
            text.findsOf(money(matched, currency), shareOf(matched, cost)),
          )
          .join(' + ')}
      </Fact>
      <Fact name={text.replaces}>
        {replaced === 0
          ? text.replacesNothing
          : text.replacesRows(count(replaced, locale.value), answer.import)}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** More lines say nothing new. */
const MOST_LINES = 10

interface RefusedLinesProps {
  dropped: DroppedFile
  lines: SpendAnswer['rejected']
}

/** Each line that is no row, with its reason; the rest is stored only when somebody says so. */
function RefusedLines({ dropped, lines }: RefusedLinesProps) {
  const text = spendWords.value
  if (lines.length === 0) return null
  const more = lines.length - MOST_LINES
  return (
    <div class="refused-lines">
      <Notice tone="bad">{text.refusedLines(count(lines.length, locale.value))}</Notice>
      <ul>
        {lines.slice(0, MOST_LINES).map(({ line, reason }) => (
          <li key={line}>
            {text.line(full('count', line, locale.value), spendText(reason, spendSaidWords.value))}
          </li>
        ))}
        {more > 0 && <li>{text.moreLines(count(more, locale.value))}</li>}
      </ul>
      <Check
        label={text.skip}
        value={dropped.manner.value.skip_bad === true}
        onValue={(skip_bad) => void lookAgain(dropped, { skip_bad })}
      />
    </div>
  )
}
