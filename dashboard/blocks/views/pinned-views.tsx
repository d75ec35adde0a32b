import { PanelsTopLeft } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import { keep, recall } from '../../kept.ts'
import { addressOf, isShown, pinnedViews, savedViews } from '../../models/saved-views.ts'
import { sideFolded } from '../../models/side.ts'
import { siteDomain } from '../../models/sites.ts'
import { words } from '../../texts/texts.ts'

/** Views at hand in the navigation. Until they are known as much room is kept as they took before. */
export function PinnedViews() {
  const text = words.value.views
  const isKnown = savedViews.data.value !== undefined
  const pinned = pinnedViews()
  const kept = `tributary.pinned.${siteDomain.value}`
  useEffect(() => {
    if (isKnown) keep(kept, String(pinned.length))
  }, [isKnown, kept, pinned.length])
  const room = isKnown ? pinned.length : Number(recall(kept) ?? 0)
  if (!(room > 0)) return null
  return (
    <div class="side-group side-pinned" style={{ '--rows': room }}>
      <h2>{text.title}</h2>
      <div>
        {pinned.map((view) => (
          <a
            key={view.id}
            class="side-link"
            href={addressOf(view)}
            title={sideFolded.value ? view.name : undefined}
            aria-current={isShown(view) ? 'page' : undefined}
          >
            <PanelsTopLeft size={16} aria-hidden="true" />
            <span dir="auto">{view.name}</span>
          </a>
        ))}
      </div>
    </div>
  )
}
