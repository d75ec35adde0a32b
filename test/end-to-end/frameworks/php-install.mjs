import { spawnSync } from 'node:child_process'

/** @returns {boolean} whether PHP can be started */
export function phpIsThere() {
  return spawnSync('php', ['-v'], { timeout: 20_000 }).status === 0
}

/**
 * Installs Debian's; its program starts nothing by itself.
 * @returns {boolean} whether there is one now
 */
export function installPhp() {
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-qq', 'php-cli'], { stdio: ['ignore', 2, 2] })
      .status === 0
  if (!install()) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2] })
    install()
  }
  return phpIsThere()
}
