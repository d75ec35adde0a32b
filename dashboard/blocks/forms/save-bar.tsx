import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import type { Saving } from './use-save.ts'

interface SaveBarProps {
  saving: Saving
  label?: string
  disabled?: boolean
}

/** The foot of a form: what refused it, where no field says so, and the button. */
export function SaveBar({ saving, label, disabled = false }: SaveBarProps) {
  const { rest, busy } = saving
  return (
    <>
      {rest && <Notice tone="bad">{rest}</Notice>}
      <div class="form-foot">
        <Button kind="primary" type="submit" disabled={busy || disabled}>
          {label ?? words.value.actions.save}
        </Button>
      </div>
    </>
  )
}
