import { Menu as MenuIcon, Search } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { lazy } from '../../blocks/answers/lazy.tsx'
import { Invitations } from '../../blocks/invitations.tsx'
import { address } from '../../models/address.ts'
import { paletteOpen } from '../../models/palette.ts'
import { accountOpen } from '../../models/session.ts'
import { linkTo, pagePath } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { words } from '../../texts/texts.ts'
import { AccountMenu } from './account-menu.tsx'
import { NAVIGATION, type NavPage } from './nav.ts'
import { OfflineBar } from './offline-bar.tsx'
import { SiteMenu } from './site-menu.tsx'

const AccountDialog = lazy(
  async () => (await import('../account/account-dialog.tsx')).AccountDialog,
)

/** Navigation at the side (behind a button on a phone), the page beside it. */
export function Frame({ children }: { children: ComponentChildren }) {
  const text = words.value.nav
  const [open, setOpen] = useState(false)
  const { path } = address.value
  useEffect(() => setOpen(false), [path])
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && setOpen(false)
    if (open) addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [open])
  return (
    <div class="frame" data-open={open || undefined}>
      <a class="button skip" href="#content">
        {text.skip}
      </a>
      <header class="bar-top">
        <Button
          kind="ghost"
          icon={<MenuIcon size={18} />}
          label={text.open}
          aria-expanded={open}
          onClick={() => setOpen(true)}
        />
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
      <main class="main" id="content">
        <Invitations />
        {children}
      </main>
      {accountOpen.value && <AccountDialog />}
    </div>
  )
}

function Side() {
  const { nav, palette } = words.value
  return (
    <div class="side">
      <SiteMenu />
      <Button
        class="button side-search"
        icon={<Search size={14} />}
        onClick={() => {
          paletteOpen.value = true
        }}
      >
        {palette.open}
        <kbd class="kbd">⌘K</kbd>
      </Button>
      <nav aria-label={nav.label}>
        {NAVIGATION.map((group) => (
          <div key={group.name} class="side-group">
            <h2>{nav[group.name]}</h2>
            {group.pages.map((page) => (
              <SideLink key={page.path} page={page} />
            ))}
          </div>
        ))}
      </nav>
      <div class="side-foot">
        <AccountMenu />
      </div>
    </div>
  )
}

function SideLink({ page }: { page: NavPage }) {
  const own = pagePath(page.path)
  const { path } = address.value
  const here = path === own || (page.path !== '' && path.startsWith(`${own}/`))
  const Icon = page.icon
  return (
    <a class="side-link" href={linkTo(page.path)} aria-current={here ? 'page' : undefined}>
      <Icon size={16} aria-hidden="true" />
      {words.value.nav[page.name]}
    </a>
  )
}
