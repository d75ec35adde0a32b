import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import { freePort } from '../free-port.mjs'

/*
 * The proxies of docs/deploy.md as they stand there, with real nginx and Caddy. Only ports, places of files and the
 * certificate are of this machine.
 */

export const GUIDE = readFileSync('docs/deploy.md', 'utf8')
export const SITE = 'example.com'

function blocks(language: string): string[] {
  const fenced = GUIDE.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))
  return [...fenced].map(([, text = '']) => text)
}

export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

export interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: string
}

export interface Ask {
  method?: string
  body?: string
  headers?: Record<string, string>
  /** The client's own address, of this machine's many. */
  from?: string
}

/** One request, not of `fetch`, which chooses neither its own address nor the host it speaks to. */
export function ask(url: string, host: string, { method = 'GET', body, headers, from }: Ask = {}) {
  const { protocol, port, pathname } = new URL(url)
  const options = {
    ...{ host: '127.0.0.1', port, path: pathname, method, rejectUnauthorized: false },
    ...{ servername: host, localAddress: from, agent: false },
    headers: { host, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/144.0', ...headers },
  }
  return new Promise<Answer>((resolve, reject) => {
    const make = protocol === 'https:' ? httpsRequest : httpRequest
    const asked = make(options, (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
      )
    })
    // A proxy that refuses a body closes while it is still being sent.
    asked.on('error', reject)
    asked.end(body)
  })
}

export interface FrontProxy {
  /** Of the collector's own address. */
  collector: string
  /** Of the site. */
  site: string
  /** By the path that only a platform knows. */
  edge?: string
  stop(): Promise<void>
  /** All that it wrote. */
  logs(): string
}

/** nginx in front of a collector, its files in that folder. */
export async function startNginx(collector: string, folder: string): Promise<FrontProxy> {
  const [plain, tls, site] = [await freePort(), await freePort(), await freePort()]
  spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-subj', '/CN=growth.example.com', '-days', '2', '-keyout', join(folder, 'privkey.pem')],
    ...['-out', join(folder, 'fullchain.pem')],
  ])
  const [own = '', ofSite = '', edge = ''] = blocks('nginx')
  const local = (text: string) =>
    text
      .replaceAll('http://127.0.0.1:8787', collector)
      .replaceAll(/listen \[::\].*\n/g, '\n')
      .replaceAll('listen 80', `listen 127.0.0.1:${plain}`)
      .replaceAll('listen 443', `listen 127.0.0.1:${tls}`)
      .replaceAll('/etc/letsencrypt/live/growth.example.com', folder)
      .replaceAll('/var/log/nginx', folder)
  // The logs that Debian's nginx.conf keeps, unless a server says otherwise.
  const conf = `
    pid ${folder}/nginx.pid; daemon off; worker_processes 1; events {}
    error_log ${folder}/error.log;
    http {
      access_log ${folder}/access.log;
      client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      ${local(own).replace(/}\s*$/, `${local(edge)}}`)}
      server { listen 127.0.0.1:${site}; server_name ${SITE}; ${local(ofSite)} }
    }`
  writeFileSync(join(folder, 'nginx.conf'), conf)
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: 'ignore',
  })
  return await started(child, folder, {
    collector: `https://127.0.0.1:${tls}`,
    site: `http://127.0.0.1:${site}`,
    edge: `https://127.0.0.1:${tls}/from-edge-SECRET/${SITE}`,
  })
}

/** Caddy in front of a collector, without certificates. */
export async function startCaddy(collector: string, folder: string): Promise<FrontProxy> {
  const [own, site] = [await freePort(), await freePort()]
  const [main = '', ofSite = ''] = blocks('caddyfile')
  const local = (text: string) => text.replaceAll('127.0.0.1:8787', new URL(collector).host)
  const text = `${local(main)
    .replace('{\n', '{\n\tadmin off\n\tauto_https off\n')
    .replace('growth.example.com {', `http://growth.example.com:${own} {`)}
http://${SITE}:${site} {\n${local(ofSite)}}\n`
  const file = join(folder, 'Caddyfile')
  writeFileSync(file, text)
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const child = spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], { env })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const places = { collector: `http://127.0.0.1:${own}`, site: `http://127.0.0.1:${site}` }
  const proxy = await started(child, folder, places)
  return { ...proxy, logs: () => said }
}

async function started(
  child: ChildProcess,
  folder: string,
  places: Omit<FrontProxy, 'stop' | 'logs'>,
) {
  for (;;) {
    const answer = await ask(`${places.collector}/health`, 'growth.example.com').catch(
      () => undefined,
    )
    if (answer?.status === 200) break
    if (child.exitCode !== null) throw new Error(`the proxy has ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const logs = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.log'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('')
  const stop = async () => {
    child.kill('SIGTERM')
    await once(child, 'close')
  }
  return { ...places, logs, stop }
}
