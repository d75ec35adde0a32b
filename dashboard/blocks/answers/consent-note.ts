import { sendsMail } from '../../models/session.ts'
import type { ChannelOut } from '../../models/ways-out.ts'
import { notificationWords } from '../../texts/notifications.ts'

/** Of a way out that nothing is told by yet, or any more, why; empty of all others. */
export function consentNote({ confirmed, declined }: ChannelOut): string {
  const text = notificationWords.value
  if (declined) return text.declined
  return confirmed || !sendsMail.value ? '' : text.unconfirmed
}
