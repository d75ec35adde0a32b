import { Archive, ArchiveRestore, Pencil, QrCode as QrIcon, Trash2 } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { Link } from '../../../collector/settings/links.ts'
import { QrCode } from '../../blocks/downloads/qr-code.tsx'
import { Confirm } from '../../blocks/forms/confirm.tsx'
import { FormDialog } from '../../blocks/forms/form-dialog.tsx'
import { undoable } from '../../blocks/forms/undo.ts'
import { mayChange } from '../../models/sites.ts'
import { addThing, removeThing, replaceThing } from '../../models/things.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { EditLink } from './edit-link.tsx'
import { inputOf } from './link-input.ts'
import { savedLinks, shortLink } from './save-link.tsx'

/** The code of a short link for paper, and the ways to change and to remove it. */
export function LinkTools({ link }: { link: Link }) {
  const { actions } = words.value
  const text = linkWords.value
  const [asked, setAsked] = useState<'code' | 'edit' | 'remove'>()
  const close = () => setAsked(undefined)
  const name = `/l/${link.slug}`
  return (
    <>
      <Button
        kind="ghost"
        size="small"
        icon={<QrIcon size={14} />}
        label={`${text.qr} ${name}`}
        onClick={() => setAsked('code')}
      />
      {mayChange.value && (
        <>
          <Button
            kind="ghost"
            size="small"
            icon={<Pencil size={14} />}
            label={`${actions.edit} ${name}`}
            onClick={() => setAsked('edit')}
          />
          <ArchiveButton link={link} />
          <Button
            kind="ghost"
            size="small"
            icon={<Trash2 size={14} />}
            label={`${actions.remove} ${name}`}
            // Clicks cannot be brought back: without any there is nothing to ask about.
            onClick={() => (link.clicks > 0 ? setAsked('remove') : remove(link))}
          />
        </>
      )}
      {asked === 'code' && (
        <Dialog title={shortLink(link.slug)} closeLabel={actions.close} onClose={close}>
          <QrCode text={shortLink(link.slug)} label={text.qr} />
        </Dialog>
      )}
      {asked === 'edit' && (
        <FormDialog title={name} onClose={close}>
          <EditLink link={link} onDone={close} />
        </FormDialog>
      )}
      {asked === 'remove' && (
        <Confirm
          title={actions.sure(name)}
          label={actions.remove}
          onConfirm={() => remove(link)}
          onClose={close}
        >
          {text.removeWarning}
        </Confirm>
      )}
    </>
  )
}

function remove(link: Link): Promise<boolean> {
  const { actions } = words.value
  const text = linkWords.value
  return undoable({
    said: actions.removed(`/l/${link.slug}`),
    run: (domain) => removeThing(domain, 'links', link.id),
    undo: (domain) => addThing(domain, 'links', inputOf(link.url, link, link.slug, link)),
    restored: link.clicks > 0 ? text.restored : actions.restored,
    after: savedLinks.ask,
  })
}

/** Puts a link away, which goes on to redirect, or takes it out again. */
function ArchiveButton({ link }: { link: Link }) {
  const text = linkWords.value
  const { archived } = link
  const name = `/l/${link.slug}`
  const turn = (domain: string, next: boolean) => {
    const input = inputOf(link.url, link, link.slug, { ...link, archived: next })
    return replaceThing(domain, 'links', link.id, input)
  }
  return (
    <Button
      kind="ghost"
      size="small"
      icon={archived ? <ArchiveRestore size={14} /> : <Archive size={14} />}
      label={`${archived ? text.unarchive : text.archive} ${name}`}
      onClick={() =>
        void undoable({
          said: archived ? text.takenOut(name) : text.putAway(name),
          run: (domain) => turn(domain, !archived),
          undo: (domain) => turn(domain, archived),
          after: savedLinks.ask,
        })
      }
    />
  )
}
