import { healthSettings } from './en/health-settings.ts'
import { wordsOf } from './texts.ts'

/** Words of how a site scores its accounts. */
export const healthSettingsWords = wordsOf(
  healthSettings,
  async () => (await import('./zh/health-settings.ts')).healthSettings,
)
