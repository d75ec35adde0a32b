import { PanelsTopLeft } from 'lucide-preact'
import { isShown, savedViews } from '../../models/saved-views.ts'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'
import { lazy } from '../answers/lazy.tsx'

interface ViewsProps {
  title: string
  close: () => void
}

const Views = lazy<ViewsProps>(
  async () => (await import('./views-list.tsx')).ViewsList,
  <div class="views" />,
)

/** Pages kept as they stood, and the way to keep this one. */
export function ViewsMenu({ title }: { title: string }) {
  const text = words.value.views
  const isKept = (savedViews.data.value ?? []).some(isShown)
  return (
    <Popover
      label={text.title}
      align="end"
      trigger={{
        kind: 'ghost',
        icon: <PanelsTopLeft size={16} />,
        label: text.title,
        'aria-pressed': isKept,
        'data-command': 'views',
      }}
    >
      {(close) => <Views title={title} close={close} />}
    </Popover>
  )
}
