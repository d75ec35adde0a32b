import { lookAgain, reachable } from '../../models/connection.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { words } from '../../texts/texts.ts'

/** Over the page while the collector cannot be reached; what is on show stays. */
export function OfflineBar() {
  const text = words.value.states
  if (reachable.value) return null
  return (
    <div class="offline-bar">
      <Notice
        tone="warn"
        action={
          <Button size="small" onClick={lookAgain}>
            {text.retry}
          </Button>
        }
      >
        <b>{text.offline}</b> {text.offlineHint}
      </Notice>
    </div>
  )
}
