import { CircleUserRound, KeyRound, LogOut } from 'lucide-preact'
import { go } from '../../models/address.ts'
import { type Scheme, scheme, showScheme } from '../../models/appearance.ts'
import { accountOpen, session, signOut } from '../../models/session.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { LANGUAGES, type Language, language, speak, words } from '../../texts/texts.ts'

const SCHEMES: readonly Scheme[] = ['system', 'light', 'dark']

/** Who is signed in, in what language and light. */
export function AccountMenu() {
  const { account, security } = words.value
  return (
    <Popover
      label={account.menu}
      trigger={{
        kind: 'ghost',
        title: account.menu,
        icon: <CircleUserRound size={16} />,
        children: <span>{session.value?.email ?? account.menu}</span>,
      }}
    >
      {(close) => (
        <Menu label={account.menu}>
          <p class="menu-label">{account.language}</p>
          {(Object.keys(LANGUAGES) as Language[]).map((tag) => (
            <MenuItem
              key={tag}
              lang={tag}
              chosen={tag === language.value}
              onClick={() => speak(tag, { keep: true })}
            >
              {LANGUAGES[tag]}
            </MenuItem>
          ))}
          <p class="menu-label">{account.appearance}</p>
          {SCHEMES.map((choice) => (
            <MenuItem
              key={choice}
              chosen={choice === scheme.value}
              onClick={() => showScheme(choice)}
            >
              {account[choice]}
            </MenuItem>
          ))}
          <hr class="menu-line" />
          <MenuItem
            icon={<KeyRound size={16} />}
            onClick={() => {
              close()
              accountOpen.value = true
            }}
          >
            {security.title}
          </MenuItem>
          <MenuItem
            icon={<LogOut size={16} />}
            onClick={async () => {
              close()
              await signOut()
              go('/sign-in')
            }}
          >
            {account.signOut}
          </MenuItem>
        </Menu>
      )}
    </Popover>
  )
}
