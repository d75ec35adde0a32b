import { mayPreview, useDraftPreview } from '../../models/draft-preview.ts'
import { previewAddress } from '../../models/preview-address.ts'
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
  const { token, whole } = useDraftPreview(variant.changes.filter(isFilled).map(writeChange))
  if (!mayPreview()) return <p class="field-hint">{text.previewLater}</p>
  if (token === undefined) return null
  return (
    <div>
      <a
        class="button"
        data-size="small"
        target="_blank"
        rel="noreferrer"
        href={previewAddress(pathsIn(pages), `edit:${token}`)}
      >
        {text.preview}
      </a>
      <p class="field-hint" role="status">
        {whole ? text.previewHint : text.previewPart}
      </p>
    </div>
  )
}

/** A line that was only begun does nothing yet. */
function isFilled({ op, selector, value }: VariantDraft['changes'][number]): boolean {
  if (op === 'css' || op === 'redirect') return value.trim() !== ''
  return selector.trim() !== ''
}
