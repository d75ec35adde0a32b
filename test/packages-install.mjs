import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The packages of a folder with a lock file of its own; none of them needs a script for being installed.
 * @param {string} folder
 * @param {string[]} command npm's. `ci` wants a lock file that names the optional packages of every system;
 *   `install --no-save` takes what the lock file names, and does without those that a registry does not have
 * @returns {{ isThere(): boolean, install(): boolean }} `install` says whether they are there then
 */
export function packagesIn(folder, command = ['ci']) {
  /** Says of which lock file the packages are; removed with them by every install. */
  const mark = join(folder, 'node_modules/.installed')
  const locked = () =>
    createHash('sha256')
      .update(readFileSync(join(folder, 'package-lock.json')))
      .digest('hex')
  return {
    isThere: () => existsSync(mark) && readFileSync(mark, 'utf8') === locked(),
    install() {
      const args = [...command, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
      const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 2, 2] })
      if (status === 0) writeFileSync(mark, locked())
      return status === 0
    },
  }
}
