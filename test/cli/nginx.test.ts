import { expect, test } from 'vitest'
import { nginxOf } from '../../collector/cli/nginx.ts'

const collectors = [
  { number: 0, address: 'http://10.0.0.5:8787' },
  { number: 1, address: 'http://10.0.0.6:8787' },
  { number: 2, address: null },
]
const site = (domain: string, collector: number) => ({
  ...{ id: 1, domain, collector, address: null, moving_to: null },
})

test('each site has its collector, with the others behind it; all else has any', () => {
  const sites = [site('a.example', 0), site('b.example', 1), site('c.example', 2)]
  expect(nginxOf({ collectors, sites }, '/t')).toBe(`upstream tributary_0 {
  server 10.0.0.5:8787;
  server 10.0.0.6:8787 backup;
  keepalive 32;
}
upstream tributary_1 {
  server 10.0.0.6:8787;
  server 10.0.0.5:8787 backup;
  keepalive 32;
}
upstream tributary_any {
  server 10.0.0.5:8787;
  server 10.0.0.6:8787;
  keepalive 32;
}

# The site that a path names.
map $uri $tributary_site {
  "~^(?:/t|/api/sites)/(?<named>[a-z0-9.-]+?)(?:\\.js)?(?:/|$)" $named;
}
map $tributary_site $tributary {
  default tributary_any;
  a.example tributary_0;
  b.example tributary_1;
}`)
})

test('without addresses there is nothing to map', () => {
  expect(() => nginxOf({ collectors: [], sites: [] }, '/t')).toThrow('nothing to map')
})
