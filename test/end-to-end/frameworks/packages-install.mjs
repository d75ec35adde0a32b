import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))
/** Says of which lock file the packages are; removed with them by every install. */
const MARK = join(FOLDER, 'node_modules/.installed')

/** Are the packages those of the lock file? */
export function packagesAreThere() {
  return existsSync(MARK) && readFileSync(MARK, 'utf8') === locked()
}

/**
 * Installs the apps' packages; none of them needs a script of its own for that.
 * @returns {boolean} whether they are there now
 */
export function installPackages() {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 2, 2] })
  if (status === 0) writeFileSync(MARK, locked())
  return status === 0
}

const locked = () =>
  createHash('sha256')
    .update(readFileSync(join(FOLDER, 'package-lock.json')))
    .digest('hex')
