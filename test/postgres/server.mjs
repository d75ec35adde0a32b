import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../free-port.mjs'

const SYSTEM = '/usr/lib/postgresql'

/**
 * Folder of a PostgreSQL that can be started: the system's, then the one on the path.
 * @returns {string | undefined}
 */
export function postgresFolder() {
  const versions = existsSync(SYSTEM) ? readdirSync(SYSTEM).sort().reverse() : []
  const folders = [...versions.map((version) => join(SYSTEM, version, 'bin')), '/usr/local/bin']
  return folders.find((folder) => existsSync(join(folder, 'initdb')))
}

/**
 * Installs Debian's PostgreSQL without its service, which would take a port.
 * @returns {boolean} whether there is one now
 */
export function installPostgres() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const wanted = ['postgresql', 'pgbouncer']
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...wanted]]) {
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env })
  }
  return postgresFolder() !== undefined
}

/** It refuses to be root. */
function user() {
  if (process.getuid?.() !== 0) return {}
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: id('-u'), gid: id('-g') }
}

/**
 * A PostgreSQL of the tests' own, in a process that can be killed and started again at the same address.
 * @returns {Promise<{ url(database: string): string, start(): Promise<void>, kill(): Promise<void>, remove(): Promise<void> }>}
 */
export async function postgresServer() {
  const bin = postgresFolder()
  if (bin === undefined) throw new Error('no PostgreSQL is installed')
  const as = user()
  const folder = mkdtempSync(join(tmpdir(), 'tributary-postgres-'))
  if (as.uid !== undefined) spawnSync('chown', [`${as.uid}:${as.gid}`, folder])
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...as, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(made.stderr || String(made.error))
  const port = await freePort()
  let child
  let ended = Promise.resolve()
  const url = (database) => `postgres://postgres@127.0.0.1:${port}/${database}`
  let isUp = false
  async function start() {
    if (isUp) return
    const args = ['-D', data, '-p', String(port), '-k', folder, '-c', 'fsync=off']
    args.push('-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200')
    child = spawn(join(bin, 'postgres'), args, { ...as, cwd: folder, stdio: 'ignore' })
    ended = new Promise((resolve) => child.once('exit', resolve))
    for (;;) {
      const asked = spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)])
      isUp = asked.status === 0
      if (isUp) return
      if (child.exitCode !== null) throw new Error('PostgreSQL did not start')
      await wait(50)
    }
  }
  async function kill() {
    // All of it at once, as a power cut would; its children end when they see that it is gone.
    child?.kill('SIGQUIT')
    await ended
    isUp = false
  }
  await start()
  return {
    url,
    start,
    kill,
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
