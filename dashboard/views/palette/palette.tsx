import { lazy } from '../../blocks/answers/lazy.tsx'
import { keysOpen, paletteOpen } from '../../models/palette.ts'
import { useShortcuts } from './shortcuts.ts'

const KeysHelp = lazy(async () => (await import('./keys-help.tsx')).KeysHelp)
const PaletteDialog = lazy(async () => (await import('./palette-dialog.tsx')).PaletteDialog)

/** ⌘K: one field to go anywhere. */
export function Palette() {
  useShortcuts()
  return (
    <>
      {paletteOpen.value && <PaletteDialog />}
      {keysOpen.value && <KeysHelp />}
    </>
  )
}
