import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'
import type { Saving } from './use-save.ts'

/** The foot of a form: what refused it, and the button. */
export function SaveBar({ saving, label }: { saving: Saving; label?: string }) {
  const { problem, busy } = saving
  const details = problem?.details.errors?.map(({ path, message }) => `${path}: ${message}`)
  return (
    <>
      {problem && <Notice tone="bad">{details?.join(' · ') ?? problem.message}</Notice>}
      <div class="form-foot">
        <Button kind="primary" type="submit" disabled={busy}>
          {label ?? words.value.actions.save}
        </Button>
      </div>
    </>
  )
}
