import { useState } from 'preact/hooks'
import { Problem } from '../../api.ts'
import { sentenceOf } from '../../blocks/filters/sentence.ts'
import { attempt } from '../../blocks/forms/undo.ts'
import { range } from '../../dates.ts'
import { count } from '../../format.ts'
import {
  bringBack,
  type Deleted,
  deleteEvents,
  deletions,
  previewDeletion,
} from '../../models/deletions.ts'
import { refreshAll } from '../../models/resource.ts'
import { siteDomain, siteHere } from '../../models/sites.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest, locale, shownRange, view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { toast } from '../../parts/toast.tsx'
import { problemWords } from '../../refusals.ts'
import { words } from '../../texts/texts.ts'

/** Says how much goes before it goes, and offers for a while to take it back. */
export function DeleteEvents({ onClose }: { onClose: () => void }) {
  const { actions } = words.value
  const text = words.value.quality.deletion
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Problem>()
  const preview = useResource<Deleted>(() => ({
    key: `deletion ${siteDomain.value} ${JSON.stringify(commonRequest.value)}`,
    fetch: previewDeletion,
  }))
  const found = preview.data.value
  const problem = refused ?? preview.problem.value
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    const failed = await run()
    setRefused(failed)
    setBusy(false)
    if (!failed) onClose()
  }
  return (
    <Dialog title={text.title} closeLabel={actions.close} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <p>{text.what(periodInWords(), view.value.filters.map(sentenceOf))}</p>
        {problem ? (
          <Notice tone="bad">{problemWords(problem)}</Notice>
        ) : (
          <p role="status">{found ? text.found(...sizes(found)) : text.counting}</p>
        )}
        <p class="field-hint">{text.hint}</p>
        <div class="form-foot">
          <Button onClick={onClose}>{actions.cancel}</Button>
          <Button kind="danger" type="submit" disabled={!found || found.events === 0 || busy}>
            {text.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function periodInWords(): string {
  const days = shownRange.value
  return days ? range(days, locale.value.language) : words.value.period.all
}

function sizes({ events, visits, people }: Deleted) {
  return [
    count(events, locale.value),
    count(visits, locale.value),
    count(people, locale.value),
  ] as const
}

/** Answers what refused it. */
async function run(): Promise<Problem | undefined> {
  const { actions, quality } = words.value
  const domain = siteHere()
  try {
    const { id, events } = await deleteEvents()
    deletions.ask()
    refreshAll()
    if (id === null) return undefined
    const undo = { label: actions.undo, run: () => takeBack(domain, id) }
    toast(quality.deletion.deleted(count(events, locale.value)), undo)
    return undefined
  } catch (failure) {
    if (failure instanceof Problem) return failure
    throw failure
  }
}

/** The events come back one after the other; what is on show follows. */
export async function takeBack(domain: string, id: string): Promise<void> {
  if (await attempt(() => bringBack(domain, id))) toast(words.value.quality.deletion.comingBack)
  deletions.ask()
  refreshAll()
}
