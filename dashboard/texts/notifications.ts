import { notifications } from './en/notifications.ts'
import { wordsOf } from './texts.ts'

/** Words of the ways out and of what goes by them. */
export const notificationWords = wordsOf(
  notifications,
  async () => (await import('./zh/notifications.ts')).notifications,
)
