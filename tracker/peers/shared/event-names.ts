import type { OwnName } from '../../protocol.ts'

/** What Plausible's scripts send by themselves, by our name for the same. */
export const OWN_BY_PLAUSIBLE: Readonly<Record<string, OwnName>> = {
  'Outbound Link: Click': 'outbound',
  'File Download': 'download',
  'Form: Submission': 'form',
  '404': 'notfound',
}
