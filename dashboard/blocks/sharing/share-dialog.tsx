import { useState } from 'preact/hooks'
import { shownWithSteps } from '../../models/funnel.ts'
import {
  guestQuery,
  reportsAt,
  type Share,
  type SharedView,
  segmentOf,
} from '../../models/shares.ts'
import { goals, segments } from '../../models/things.ts'
import { pageInView, view } from '../../models/view.ts'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { ShareForm } from './share-form.tsx'
import { ShareLink } from './share-link.tsx'

interface ShareDialogProps {
  /** Of the page that is shared. */
  title: string
  onClose: () => void
}

/** A link to the page as it stands: its period, its filters and what it has open. */
export function ShareDialog({ title, onClose }: ShareDialogProps) {
  const { shared: text } = words.value
  const [made, setMade] = useState<Share>()
  const segment = segmentOf(view.value.filters)
  return (
    <FormDialog title={text.shareView} onClose={onClose}>
      {made ? (
        <div class="form">
          <Notice tone="good">{text.ready}</Notice>
          <ShareLink share={made} view={viewFor(made)} />
        </div>
      ) : (
        <div class="form">
          <p>{text.intro}</p>
          <ShareForm
            name={title}
            segment={segment}
            reports={reportsAt(pageInView.value)}
            onDone={setMade}
          />
        </div>
      )}
    </FormDialog>
  )
}

function viewFor({ segment }: Share): SharedView {
  const known = { segments: segments.data.value ?? [], goals: goals.data.value ?? [] }
  return {
    page: pageInView.value,
    query: guestQuery(shownWithSteps(), known, segment ?? undefined),
  }
}
