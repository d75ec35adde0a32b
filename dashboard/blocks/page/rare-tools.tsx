import { Ellipsis, FileArchive, type LucideIcon, PanelsTopLeft, Share2 } from 'lucide-preact'
import { narrow } from '../../models/narrow.ts'
import { isOnPage, press } from '../../models/palette.ts'
import { Menu, MenuItem } from '../../parts/menu.tsx'
import { Popover } from '../../parts/popover.tsx'
import { words } from '../../texts/texts.ts'

/** On a phone the tools of a page in least use stand in one menu, so that the period keeps room for its name. */
export function RareTools() {
  const text = words.value.nav.ofPage
  if (!narrow.value) return null
  return (
    <Popover label={text} trigger={{ kind: 'ghost', icon: <Ellipsis size={16} />, label: text }}>
      {(close) => (
        <Menu label={text}>
          {rareTools().map(({ command, name, icon: Icon }) => (
            <MenuItem
              key={command}
              icon={<Icon size={16} />}
              onClick={() => {
                close()
                press('command', command)
              }}
            >
              {name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </Popover>
  )
}

interface RareTool {
  command: string
  name: string
  icon: LucideIcon
}

/** Each presses its own button, which the style hides where this menu is. */
function rareTools(): RareTool[] {
  const { downloads, shared, views } = words.value
  return [
    { command: 'views', name: views.title, icon: PanelsTopLeft },
    { command: 'share', name: shared.share, icon: Share2 },
    { command: 'zip', name: downloads.everything, icon: FileArchive },
  ].filter(({ command }) => isOnPage(command))
}
