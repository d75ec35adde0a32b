import { type AuditEntry, record } from '../auth/audit.ts'
import type { Settings } from '../settings/tables.ts'

/** Writes down what a command changed, as the API does for its callers: whoever runs the server did it. */
export async function noteChange(
  settings: Settings,
  change: Omit<AuditEntry, 'actor'>,
): Promise<void> {
  await record(settings, { ...change, actor: 'command' }, Date.now())
}
