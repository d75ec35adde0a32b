import { Search } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { Invitations } from '../../blocks/invitations.tsx'
import { alertAsked } from '../../models/alert-asked.ts'
import { paletteOpen } from '../../models/palette.ts'
import { accountOpen } from '../../models/session.ts'
import { sideFolded } from '../../models/side.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { useDrawer } from './drawer.ts'
import { FootBar } from './foot-bar.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { Side } from './side.tsx'
import { SiteMenu } from './site-menu.tsx'

const AccountDialog = lazy(
  async () => (await import('../account/account-dialog.tsx')).AccountDialog,
)

const AlertDialog = lazy(
  async () => (await import('../../blocks/alerts/alert-dialog.tsx')).AlertDialog,
)

/** Navigation at the side (on a phone at the foot, the rest of it behind a button), the page beside it. */
export function Frame({ children }: { children: ComponentChildren }) {
  const text = words.value.nav
  const { open, setOpen, opener } = useDrawer()
  return (
    <div class="frame" data-open={open || undefined} data-folded={sideFolded.value || undefined}>
      <a class="button skip" href="#content" inert={open}>
        {text.skip}
      </a>
      <header class="bar-top" inert={open}>
        <SiteMenu />
        <Button
          kind="ghost"
          icon={<Search size={16} />}
          label={words.value.palette.open}
          onClick={() => {
            paletteOpen.value = true
          }}
        />
      </header>
      <button
        type="button"
        class="scrim"
        aria-label={text.close}
        tabIndex={-1}
        onClick={() => setOpen(false)}
      />
      <Side />
      <OfflineBar />
      <main class="main" id="content" inert={open}>
        <Invitations />
        {children}
      </main>
      <FootBar open={open} opener={opener} onMore={() => setOpen(!open)} />
      {accountOpen.value && <AccountDialog />}
      {alertAsked.value && <AlertDialog asked={alertAsked.value} />}
    </div>
  )
}
