import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Beside the apps, in a folder that is ignored: an installed nginx would start to serve by itself. */
const FOLDER = fileURLToPath(new URL('dist/nginx', import.meta.url))
const UNPACKED = join(FOLDER, 'usr/sbin/nginx')

/**
 * Path of an nginx that can be started: the system's, then the one that was unpacked here.
 * @returns {string | undefined}
 */
export function nginxPath() {
  return ['nginx', '/usr/sbin/nginx', UNPACKED].find(
    (path) => spawnSync(path, ['-v'], { timeout: 20_000 }).status === 0,
  )
}

/**
 * Unpacks Debian's nginx beside the apps; nothing of the system changes but apt's lists, where they need it.
 * @returns {boolean} whether there is one now
 */
export function installNginx() {
  mkdirSync(FOLDER, { recursive: true })
  if (!download()) {
    run('apt-get', ['update'])
    download()
  }
  const archive = readdirSync(FOLDER).find((name) => name.endsWith('.deb'))
  if (archive) run('dpkg', ['-x', archive, '.'])
  return existsSync(UNPACKED) && nginxPath() !== undefined
}

const download = () => run('apt-get', ['download', 'nginx'])

/** Whether a program did what it was asked, in our folder; a machine without apt has none. */
function run(program, args) {
  return spawnSync(program, args, { cwd: FOLDER, stdio: ['ignore', 2, 2] }).status === 0
}
