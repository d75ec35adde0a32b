/**
 * `npm run test:wide`: build, what the wide tests need of others' programs, a Chromium, then those tests.
 * The last line is `N passed, N failed`; an install that fails counts as one failure. Names of tests may follow `--`.
 */
import { spawnSync } from 'node:child_process'
import { installNginx, nginxPath } from './end-to-end/frameworks/nginx-install.mjs'
import { installPhp, phpIsThere } from './end-to-end/frameworks/php-install.mjs'
import { packagesIn } from './packages-install.mjs'
import { installPostgres, postgresFolder } from './postgres/server.mjs'
import { runTests } from './tests.mjs'

/** Each is tried twice, for a registry may be out of breath; without one, the tests that need it fail or are skipped. */
const INSTALLS = [
  { name: 'the frameworks', ...packagesIn('test/end-to-end/frameworks') },
  { name: 'ClickHouse', ...packagesIn('test/contract/clickhouse', ['install', '--no-save']) },
  {
    name: 'PostgreSQL',
    isThere: () => postgresFolder() !== undefined,
    install: installPostgres,
  },
  { name: 'PHP', isThere: phpIsThere, install: installPhp },
  { name: 'nginx', isThere: () => nginxPath() !== undefined, install: installNginx },
]

const failed = build() + INSTALLS.filter((one) => !provided(one)).length
process.exitCode = runTests(['--config', 'test/wide-config.mjs', ...process.argv.slice(2)], failed)
  ? 0
  : 1

/** @returns {number} how many builds failed */
function build() {
  const { status } = spawnSync(process.execPath, ['esbuild.config.mjs'], { stdio: 'inherit' })
  return status === 0 ? 0 : 1
}

function provided({ name, isThere, install }) {
  if (isThere()) return true
  console.error(`Installing ${name}`)
  if (install()) return true
  console.error(`Installing ${name} failed; trying once more`)
  if (install()) return true
  console.error(`${name} could not be installed: see above. Is the network there?`)
  return false
}
