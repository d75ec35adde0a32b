import { codeOf } from '../storage-trouble.ts'
import { say } from './print.ts'

/**
 * Whoever reads our output may be gone: a pager that was closed, a supervisor that ended first. What was asked for is
 * done all the same. Output that cannot be stored (a full disk behind `>`) is a failure of the command.
 */
export function outliveClosedOutput(): void {
  // Nobody is left to be told.
  process.stderr.on('error', () => undefined)
  process.stdout.on('error', (error) => {
    if (codeOf(error) === 'EPIPE') return
    say(`the output cannot be written (${codeOf(error)})`)
    process.exitCode = 1
  })
}
