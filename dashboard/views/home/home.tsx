import { Plus } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import { Invitations } from '../../blocks/invitations.tsx'
import { go } from '../../models/address.ts'
import { lastSite, mayAddSites, sites } from '../../models/sites.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { words } from '../../texts/texts.ts'
import { AccountMenu } from '../frame/account-menu.tsx'
import { OfflineBar } from '../frame/offline-bar.tsx'
import { SiteCard } from './site-card.tsx'

const SEARCH_FROM = 8

/** All sites, a card each: how many come, whether that is more, and whether anything is wrong. */
export function Home() {
  const { home: text, sites: siteWords } = words.value
  const all = sites.value ?? []
  const [sought, setSought] = useState('')
  const last = lastSite()
  useEffect(() => {
    document.title = `${text.title} · Tributary`
  }, [text])
  const found = all
    .filter(({ domain, name }) => `${name} ${domain}`.toLowerCase().includes(sought.toLowerCase()))
    // The one that was looked at last stands first, where the hand goes.
    .toSorted((a, b) => Number(b === last) - Number(a === last))
  return (
    <div class="home">
      <header class="home-top">
        <div class="brand">
          <img src="/icon.svg" width="28" height="28" alt="" />
          Tributary
        </div>
        <AccountMenu />
      </header>
      <OfflineBar />
      <main class="home-main" id="content">
        <Invitations />
        <header class="home-head">
          <div>
            <h1>{text.title}</h1>
            <p>{text.days}</p>
          </div>
          {all.length >= SEARCH_FROM && (
            <input
              class="input"
              type="search"
              placeholder={siteWords.find}
              aria-label={siteWords.find}
              value={sought}
              onInput={({ currentTarget }) => setSought(currentTarget.value)}
            />
          )}
          {mayAddSites.value && (
            <Button icon={<Plus size={16} />} onClick={() => go('/sites/new')}>
              {siteWords.add}
            </Button>
          )}
        </header>
        {found.length === 0 && <EmptyState title={siteWords.none} />}
        <ul class="home-cards">
          {found.map((site) => (
            <SiteCard key={site.domain} site={site} />
          ))}
        </ul>
      </main>
    </div>
  )
}
