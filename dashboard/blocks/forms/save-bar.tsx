import type { Drafted } from '../../models/drafts.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import type { Saving } from './use-save.ts'

interface SaveBarProps {
  saving: Saving
  label?: string
  disabled?: boolean
  /** What is edited, where that is kept until it is saved. */
  drafted?: Pick<Drafted<unknown>, 'isChanged' | 'isMerged' | 'discard'>
}

/** The foot of a form: what refused it, where no field says so, and the button. */
export function SaveBar({ saving, label, disabled = false, drafted }: SaveBarProps) {
  const { rest, busy } = saving
  const { actions } = words.value
  return (
    <>
      {rest && <Notice tone="bad">{rest}</Notice>}
      <div class="form-foot">
        <Button kind="primary" type="submit" disabled={busy || disabled}>
          {label ?? actions.save}
        </Button>
        {drafted?.isChanged && (
          <>
            <Button kind="ghost" onClick={drafted.discard}>
              {actions.discard}
            </Button>
            <span class="unsaved" role="status">
              {drafted.isMerged ? actions.unsavedMerged : actions.unsaved}
            </span>
          </>
        )}
      </div>
    </>
  )
}
