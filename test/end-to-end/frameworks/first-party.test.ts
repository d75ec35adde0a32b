import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { request as ask } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freePort } from '../../free-port.mjs'
import { removeFolder } from '../../server.ts'
import { HUMAN_AGENT } from './human-browser.ts'
import { nginxPath } from './nginx-install.mjs'
import { pages } from './pages.ts'
import { serve } from './served.ts'
import { type Served, type Trial, useTrial } from './trial.ts'
import { expectWalked, LANDING, walk } from './walk.ts'

const nginx = nginxPath()

interface Locations {
  site: number
  /** The path of the site that leads to the collector, and the collector's path behind it. */
  path: string
  behind: string
}

/** nginx before a site, with one path of it led to the collector. */
async function serveBehindNginx(locations: Locations): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-nginx-'))
  const port = await freePort()
  writeFileSync(join(folder, 'nginx.conf'), configuration(port, locations))
  const args = ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log']
  const child = spawn(nginx ?? 'nginx', args, { stdio: 'ignore' })
  const closed = once(child, 'close')
  const answers = () => fetch(`http://127.0.0.1:${port}/about`).then(({ ok }) => ok)
  await expect.poll(() => answers().catch(() => false), { timeout: 10_000 }).toBe(true)
  return {
    port,
    close: async () => {
      child.kill()
      await closed
      removeFolder(folder)
    },
  }
}

const configuration = (port: number, { site, path, behind }: Locations) => `
daemon off;
worker_processes 1;
pid nginx.pid;
events {}
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://127.0.0.1:${site};
      proxy_set_header Host $http_host;
    }
    location ${path} {
      proxy_pass ${behind};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}`

/** Where the tag stands, and where the proxy leads it. */
async function visitThrough(trial: Trial, behind: string): Promise<number> {
  const tag = trial.tag('', `/js/app/${trial.site}.js`)
  const { port: site, close } = await serve(pages(() => ({ head: tag })))
  const proxy = await serveBehindNginx({ site, path: '/js/app/', behind })
  const closing = async () => {
    await proxy.close()
    await close()
  }
  await trial.visit({ port: proxy.port, close: closing }, LANDING)
  return proxy.port
}

/** A pageview that comes from another address of this machine, as another client's would. */
async function postFrom(localAddress: string, url: string, page: string): Promise<void> {
  const at = Date.now()
  const id = `from-${localAddress.replaceAll('.', '-')}`
  const headers = { 'content-type': 'text/plain', 'user-agent': HUMAN_AGENT }
  const request = ask(url, { method: 'POST', localAddress, headers })
  request.end(JSON.stringify({ sent: at, events: [{ id, name: 'pageview', at, url: page }] }))
  const [answer] = await once(request, 'response')
  answer.resume()
  expect(answer.statusCode).toBe(202)
}

describe.skipIf(nginx === undefined)('nginx serves the script as the site’s own', () => {
  describe('with the path that the collector was told', () => {
    const trial = useTrial('first-party', {
      TRIBUTARY_TRACKER_PATH: '/js/app',
      TRIBUTARY_TRUST_PROXY: '127.0.0.1',
    })

    test('what was walked is what is stored', async () => {
      await visitThrough(trial, trial.collector.url)
      await walk(trial)
      await expectWalked(trial)
    })
  })

  describe('with a path that only the proxy knows', () => {
    const trial = useTrial('renamed', { TRIBUTARY_TRUST_PROXY: '127.0.0.1' })

    test('what was walked is what is stored', async () => {
      await visitThrough(trial, `${trial.collector.url}/t/`)
      await walk(trial)
      await expectWalked(trial)
    })

    test('clients of the proxy are as many visitors', async () => {
      const port = await visitThrough(trial, `${trial.collector.url}/t/`)
      await trial.leave()
      const url = `http://127.0.0.1:${port}/js/app/${trial.site}`
      for (const address of ['127.0.0.2', '127.0.0.3', '127.0.0.4']) {
        await postFrom(address, url, `http://${trial.site}/`)
      }
      expect((await trial.collected()).visits).toHaveLength(4)
    })
  })
})
