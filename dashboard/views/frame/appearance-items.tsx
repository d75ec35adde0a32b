import { type Scheme, scheme, showScheme } from '../../models/appearance.ts'
import { risesRed, showRedRises } from '../../models/rise.ts'
import { MenuItem } from '../../parts/menu.tsx'
import { LANGUAGES, type Language, language, speak, words } from '../../texts/texts.ts'

const SCHEMES: readonly Scheme[] = ['system', 'light', 'dark']

/** In what language, light and colours the pages are, as items of a menu. */
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
      <p class="menu-label">{account.rises}</p>
      {[false, true].map((red) => (
        <MenuItem
          key={String(red)}
          chosen={red === risesRed.value}
          onClick={() => showRedRises(red)}
        >
          {red ? account.redRises : account.greenRises}
        </MenuItem>
      ))}
    </>
  )
}
