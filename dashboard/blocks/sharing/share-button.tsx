import { Share2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { lazy } from '../answers/lazy.tsx'

const ShareDialog = lazy(async () => (await import('./share-dialog.tsx')).ShareDialog)

/** Makes a link of the page as it stands. */
export function ShareButton({ title }: { title: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        kind="ghost"
        icon={<Share2 size={16} />}
        label={words.value.shared.share}
        data-command="share"
        onClick={() => setOpen(true)}
      />
      {open && <ShareDialog title={title} onClose={() => setOpen(false)} />}
    </>
  )
}
