import { spawnSync } from 'node:child_process'

/** Somebody whom no account belongs to, and who owns nothing here. */
export const OTHER = 47_110

const AS_OTHER = ['--reuid', `${OTHER}`, '--regid', `${OTHER}`, '--clear-groups']

export const NO_OTHER_USER =
  'only root can run the program as another user, who must be able to read it'

/** Whether the program can be run as another user here. */
export function hasOtherUser(): boolean {
  const read = [process.execPath, 'dist/collector/tributary.js', '--version']
  return spawnSync('setpriv', [...AS_OTHER, ...read]).status === 0
}

/** Runs the program to its end as another user; one that does not end is ended, with code null: a start takes a second, on a busy machine some. */
export function asOther(args: string[]) {
  const line = [...AS_OTHER, process.execPath, 'dist/collector/tributary.js', ...args]
  const { status, stdout, stderr } = spawnSync('setpriv', line, {
    encoding: 'utf8',
    timeout: 40_000,
  })
  return { code: status, stdout, stderr }
}
