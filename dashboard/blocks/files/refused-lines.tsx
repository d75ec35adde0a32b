import { count, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Check } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import { fileWords } from '../../texts/files.ts'

/** More lines say nothing new. */
const MOST_LINES = 10

interface Line {
  /** In the file, from 1. */
  line: number
  reason: string
}

interface LineListProps {
  lines: readonly Line[]
  /** A reason in the reader's words. */
  say: (reason: string) => string
}

interface RefusedLinesProps extends LineListProps {
  skipped: boolean
  onSkip: (skip: boolean) => void
}

/** Each line that is not taken, with its reason; the rest is stored only when somebody says so. */
export function RefusedLines({ lines, say, skipped, onSkip }: RefusedLinesProps) {
  const text = fileWords.value
  if (lines.length === 0) return null
  return (
    <div class="refused-lines">
      <Notice tone="bad">{text.refusedLines(count(lines.length, locale.value))}</Notice>
      <LineList lines={lines} say={say} />
      <Check label={text.skip} value={skipped} onValue={onSkip} />
    </div>
  )
}

export function LineList({ lines, say }: LineListProps) {
  const text = fileWords.value
  const more = lines.length - MOST_LINES
  if (lines.length === 0) return null
  return (
    <ul class="refused-lines">
      {lines.slice(0, MOST_LINES).map(({ line, reason }) => (
        <li key={line}>{text.line(full('count', line, locale.value), say(reason))}</li>
      ))}
      {more > 0 && <li>{text.moreLines(count(more, locale.value))}</li>}
    </ul>
  )
}
