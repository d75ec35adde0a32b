import type { Settings } from '../settings/tables.ts'
import { boxOf } from './box.ts'

/** What collectors sign with, who share settings and so the key beside them. */
export function collectorSecret(settings: Settings): string {
  return boxOf(settings).sign('between collectors').toString('base64url')
}
