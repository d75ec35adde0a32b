import { CircleUserRound, KeyRound, LogOut } from 'lucide-preact'
import { go } from '../../models/address.ts'
import { accountOpen, session, signOut } from '../../models/session.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'
import { AppearanceItems } from './appearance-items.tsx'

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
          <AppearanceItems />
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
