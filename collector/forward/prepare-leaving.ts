import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { growsFor, requireEngine } from './held-status.ts'
import { makeShrinkable } from './room-given-back.ts'

/**
 * Sees to it that events may leave the file as the settings say. Throws a StartError where they may not. A small file is made one
 * that gives its room back; a large one by a command, which takes its time.
 */
export function prepareLeaving(
  db: Connection,
  config: Config,
  { log, isSmall }: { log: Log; isSmall: boolean },
): void {
  requireEngine(db, config)
  const mend = config.keepDays === undefined ? undefined : growsFor(db)
  if (mend === undefined || (isSmall && makeShrinkable(db))) return
  log.warn({ mend }, 'the file does not shrink when events leave it')
}
