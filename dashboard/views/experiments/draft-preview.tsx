import {
  type DraftPreview as DraftState,
  mayPreview,
  useDraftPreview,
} from '../../models/draft-preview.ts'
import { previewAddress } from '../../models/preview-address.ts'
import { problemWords } from '../../refusals.ts'
import { experimentWords } from '../../texts/experiments.ts'
import { type VariantDraft, writeChange } from './draft.ts'
import { pathsIn } from './paths-in.ts'

interface DraftPreviewProps {
  variant: VariantDraft
  /** As the form has them, one a line. */
  pages: string
}

/** The way to a page that shows the variant as it is filled in, and where elements are picked. */
export function DraftPreview({ variant, pages }: DraftPreviewProps) {
  const text = experimentWords.value.form
  const preview = useDraftPreview(variant.changes.filter(isFilled).map(writeChange))
  const { token } = preview
  if (!mayPreview()) return <p class="field-hint">{text.previewLater}</p>
  return (
    <div>
      {token !== undefined && (
        <a
          class="button"
          data-size="small"
          target="_blank"
          rel="noreferrer"
          href={previewAddress(pathsIn(pages), `edit:${token}`)}
        >
          {text.preview}
        </a>
      )}
      <p class="field-hint" role="status">
        {stateText(preview)}
      </p>
    </div>
  )
}

/** Whether the tab shows what is filled in, and what keeps it from that: of what is not whole yet, no more than that. */
function stateText({ token, whole, problem }: DraftState): string {
  const text = experimentWords.value.form
  if (problem) return problem.status === 422 ? text.previewPart : problemWords(problem)
  if (token === undefined) return ''
  return whole ? text.previewHint : text.previewPart
}

/** A line that was only begun does nothing yet. */
function isFilled({ op, selector, value }: VariantDraft['changes'][number]): boolean {
  if (op === 'css' || op === 'redirect') return value.trim() !== ''
  return selector.trim() !== ''
}
