import { alerts } from './en/alerts.ts'
import { wordsOf } from './texts.ts'

/** Words of what a site wants to be told of. */
export const alertWords = wordsOf(alerts, async () => (await import('./zh/alerts.ts')).alerts)
