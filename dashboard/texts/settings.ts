import { settings } from './en/settings.ts'
import { wordsOf } from './texts.ts'

/** Words of the settings. */
export const settingsWords = wordsOf(
  settings,
  async () => (await import('./zh/settings.ts')).settings,
)
