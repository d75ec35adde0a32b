import { unratedIn } from '../../models/filters.ts'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import { refusalText } from '../../usual-refusals.ts'

interface WarningsProps {
  /** As the report says them. */
  of: readonly string[]
  /** In the reader's language; undefined where the page says it anyway. */
  say?: (warning: string) => string | undefined
}

/** What a report doubts of its own answer; but that customers' money has no rate stands above all cards of the page. */
export function Warnings({ of, say = usual }: WarningsProps) {
  const said = of.flatMap((warning) => (unratedIn(warning) ? [] : (say(warning) ?? [])))
  if (said.length === 0) return null
  return (
    <div class="warnings">
      {said.map((sentence) => (
        <Notice key={sentence} tone="warn">
          {sentence}
        </Notice>
      ))}
    </div>
  )
}

function usual(warning: string): string {
  return refusalText(warning, words.value.refusals)
}
