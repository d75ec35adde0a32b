import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import type { Saving } from './use-save.ts'

interface SaveBarProps {
  saving: Saving
  label?: string
  disabled?: boolean
}

/** The foot of a form: what refused it, and the button. */
export function SaveBar({ saving, label, disabled = false }: SaveBarProps) {
  const { problem, busy } = saving
  const details = problem?.details.errors?.map(({ path, message }) => `${path}: ${message}`)
  return (
    <>
      {problem && <Notice tone="bad">{details?.join(' · ') ?? problem.message}</Notice>}
      <div class="form-foot">
        <Button kind="primary" type="submit" disabled={busy || disabled}>
          {label ?? words.value.actions.save}
        </Button>
      </div>
    </>
  )
}
