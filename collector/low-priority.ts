import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/**
 * Lets intake go first where both want the same core: Linux gives each thread a priority of its own. Elsewhere
 * the thread keeps the process's, and reports share the cores evenly.
 */
export function giveWay(): void {
  try {
    // `<pid>/task/<tid>` of whichever thread asks: https://man7.org/linux/man-pages/man5/proc.5.html
    const thread = readlinkSync('/proc/thread-self').split('/').pop()
    setPriority(Number(thread), constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // no /proc, or priorities are not ours to change: slower intake beside reports is all that follows
  }
}
