import { subscriptionFiles } from './en/subscription-files.ts'
import { wordsOf } from './texts.ts'

/** Words of files of subscriptions. */
export const subscriptionWords = wordsOf(
  subscriptionFiles,
  async () => (await import('./zh/subscription-files.ts')).subscriptionFiles,
)
