import { BellPlus } from 'lucide-preact'
import { alertAsked } from '../../models/alert-asked.ts'
import type { AlertDraft } from '../../models/alert-draft.ts'
import { mayChange } from '../../models/sites.ts'
import { view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'

/** Begins an alert about what is on show, of the visits in view. */
export function AlertButton({ about }: { about: Partial<AlertDraft> }) {
  if (!mayChange.value) return null
  return (
    <Button
      kind="ghost"
      size="small"
      icon={<BellPlus size={14} />}
      label={words.value.rowMenu.alert}
      onClick={() => {
        alertAsked.value = { filters: view.peek().filters, ...about }
      }}
    />
  )
}
