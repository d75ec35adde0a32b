import { Warnings } from '../../blocks/answers/warnings.tsx'
import type { ReportAnswer } from '../../models/report.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { words } from '../../texts/texts.ts'
import { refusalText } from '../../usual-refusals.ts'
import { retentionText } from './retention-text.ts'

/** Stands in the card's hint, with or without an answer. */
const IN_THE_HINT = /^what goes together need not cause/u

/** What a report of who stays doubts of its answer. */
export function RetentionWarnings({ meta }: Pick<ReportAnswer<'retention'>, 'meta'>) {
  return <Warnings of={meta.warnings} say={said} />
}

function said(warning: string): string | undefined {
  if (IN_THE_HINT.test(warning)) return undefined
  return refusalText(
    retentionText(warning, journeyWords.value.retention.said),
    words.value.refusals,
  )
}
