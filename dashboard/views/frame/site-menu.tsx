import { ChevronsUpDown, LayoutGrid, Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { go } from '../../models/address.ts'
import { mayAddSites, type Site, site, sites } from '../../models/sites.ts'
import { pagePath } from '../../models/view.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'

const SEARCH_FROM = 8

/** Which site is on show, and the way to the others. */
export function SiteMenu() {
  const text = words.value.sites
  return (
    <Popover
      label={text.choose}
      trigger={{
        class: 'button side-site',
        kind: 'ghost',
        title: text.choose,
        children: (
          <>
            <SiteMark name={site.value?.name ?? 'T'} />
            <span>{site.value?.name ?? 'Tributary'}</span>
            <ChevronsUpDown size={14} />
          </>
        ),
      }}
    >
      {(close) => <SiteList onChoose={close} />}
    </Popover>
  )
}

function SiteMark({ name }: { name: string }) {
  return (
    <i class="site-mark" aria-hidden="true">
      {name.slice(0, 1)}
    </i>
  )
}

function SiteList({ onChoose }: { onChoose: () => void }) {
  const text = words.value.sites
  const all = sites.value ?? []
  const [sought, setSought] = useState('')
  const part = sought.trim().toLowerCase()
  const found = all.filter(({ domain, name }) => `${name} ${domain}`.toLowerCase().includes(part))
  const choose = (to: string) => () => {
    onChoose()
    go(to)
  }
  return (
    <>
      {all.length >= SEARCH_FROM && (
        <input
          class="input"
          data-size="small"
          type="search"
          placeholder={text.find}
          aria-label={text.find}
          value={sought}
          onInput={({ currentTarget }) => setSought(currentTarget.value)}
        />
      )}
      <Menu label={text.choose}>
        {found.map((entry: Site) => (
          <MenuItem
            key={entry.domain}
            icon={<SiteMark name={entry.name} />}
            chosen={entry.domain === site.value?.domain}
            onClick={choose(pagePath('', entry.domain))}
          >
            {entry.name}
          </MenuItem>
        ))}
        {all.length > 1 && !sought && (
          <MenuItem icon={<LayoutGrid size={16} />} onClick={choose('/')}>
            {text.all}
          </MenuItem>
        )}
        {found.length === 0 && sought && <p class="menu-label">{text.none}</p>}
        {mayAddSites.value && (
          <>
            <hr class="menu-line" />
            <MenuItem icon={<Plus size={16} />} onClick={choose('/sites/new')}>
              {text.add}
            </MenuItem>
          </>
        )}
      </Menu>
    </>
  )
}
