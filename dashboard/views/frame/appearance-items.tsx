import { type Scheme, scheme, showScheme } from '../../models/appearance.ts'
import { MenuItem } from '../../parts/menu.tsx'
import { LANGUAGES, type Language, language, speak, words } from '../../texts/texts.ts'

const SCHEMES: readonly Scheme[] = ['system', 'light', 'dark']

/** In what language and light the pages are, as items of a menu. */
export function AppearanceItems() {
  const { account } = words.value
  return (
    <>
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
        <MenuItem key={choice} chosen={choice === scheme.value} onClick={() => showScheme(choice)}>
          {account[choice]}
        </MenuItem>
      ))}
    </>
  )
}
