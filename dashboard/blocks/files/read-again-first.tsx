import { type Dropped, hasUnread } from '../../models/dropped-files.ts'
import { fileWords } from '../../texts/files.ts'

/** Why a file cannot be stored as it is seen: more was chosen of how it is to be read. */
export function ReadAgainFirst({ dropped }: { dropped: Pick<Dropped<object, unknown>, 'unread'> }) {
  if (!hasUnread(dropped)) return null
  return <p class="drill-note">{fileWords.value.againFirst}</p>
}
