import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { nginxPath } from '../end-to-end/frameworks/nginx-install.mjs'
import { databaseOf } from '../faults/sending.ts'
import { freePort } from '../free-port.mjs'
import {
  addSite,
  createToken,
  dataFolder,
  removeFolder,
  startServer,
  type TestServer,
  tributary,
} from '../server.ts'

/** Collectors with the same settings in each one's file, as they are when all are copied from one place. */
export interface Collectors {
  /** Where each is reached; those that do not run, too. */
  urls: string[]
  folders: string[]
  token: string
  start(number: number, args?: string[]): Promise<TestServer>
  /** Ends one as a power cut would. */
  kill(number: number): Promise<void>
  remove(): Promise<void>
}

/** Made once for all tests of a file. */
const made = new Map<string, Promise<{ folder: string; token: string }>>()

/** A data folder with these sites, and a token for them. */
function folderOf(domains: readonly string[]): Promise<{ folder: string; token: string }> {
  const make = async () => {
    const folder = dataFolder()
    process.once('exit', () => removeFolder(folder))
    for (const domain of domains) await addSite(folder, domain)
    return { folder, token: await createToken(folder, 'read,write,ingest') }
  }
  const key = domains.join()
  const one = made.get(key) ?? make()
  made.set(key, one)
  return one
}

/** `owners`: of each site, by its domain, the number of the collector that has it. */
export async function someCollectors(
  count: number,
  owners: Record<string, number>,
): Promise<Collectors> {
  const root = dataFolder()
  const folders = Array.from({ length: count }, (_, number) => join(root, `${number}`))
  const { folder: first, token } = await folderOf(Object.keys(owners))
  for (const folder of folders) cpSync(first, folder, { recursive: true })
  const urls: string[] = []
  for (const _ of folders) urls.push(`http://127.0.0.1:${await freePort()}`)
  const key = randomBytes(32).toString('base64url')
  for (const folder of folders) {
    writeFileSync(join(folder, 'tributary.key'), `${key}\n`, { mode: 0o600 })
    tell(folder, { urls, owners })
  }
  const running = new Map<number, TestServer>()
  return {
    urls,
    folders,
    token,
    async start(number, args = []) {
      const server = await startServer({
        data: folders[number] ?? '',
        args: [
          ...['--port', new URL(urls[number] ?? '').port, '--collector', `${number}`],
          ...['--rate-limit', '0', '--trust-proxy', '127.0.0.1', ...args],
        ],
      })
      running.set(number, server)
      return server
    },
    async kill(number) {
      await running.get(number)?.kill9()
      running.delete(number)
    },
    async remove() {
      for (const server of running.values()) await server.stop()
      removeFolder(root)
    },
  }
}

function tell(
  folder: string,
  { urls, owners }: { urls: string[]; owners: Record<string, number> },
): void {
  const db = openDatabase(databaseOf(folder))
  urls.forEach((url, number) => {
    db.prepare('insert into collector (number, address) values (?, ?)').run(number, url)
  })
  for (const [domain, owner] of Object.entries(owners)) {
    db.prepare(
      'insert into assignment (site, collector) select id, ? from site where domain = ?',
    ).run(owner, domain)
  }
  db.close()
}

/** nginx with the configuration that the command prints, in front of the collectors. */
export async function nginxBefore(
  folder: string,
  env: Record<string, string> = {},
): Promise<{ url: string; stop(): Promise<void> }> {
  const asked = ['collectors', 'nginx', '--data', folder]
  const { stdout, stderr, code } = await tributary(asked, { env })
  if (code !== 0) throw new Error(stderr)
  const place = dataFolder()
  const port = await freePort()
  writeFileSync(join(place, 'nginx.conf'), conf(place, port, stdout))
  const child = spawn(nginxPath() ?? 'nginx', ['-p', place, '-c', join(place, 'nginx.conf')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await answering(url, child)
  return {
    url,
    async stop() {
      await ended(child)
      rmSync(place, { recursive: true, force: true })
    },
  }
}

const conf = (place: string, port: number, printed: string) => `
pid ${place}/nginx.pid; daemon off; worker_processes 1; events {}
error_log ${place}/error.log;
http {
  access_log off;
  client_body_temp_path ${place}/body; proxy_temp_path ${place}/proxy;
  fastcgi_temp_path ${place}/f; uwsgi_temp_path ${place}/u; scgi_temp_path ${place}/s;
  ${printed}
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 64m;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_buffering off;
    proxy_connect_timeout 1s;
    location / { proxy_pass http://$tributary; }
  }
}`

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/health`).catch(() => undefined)
    if (answer?.ok) return
    if (child.exitCode !== null) throw new Error(`nginx has ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function ended(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  await closed
}
