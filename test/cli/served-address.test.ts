import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { publicAddress } from '../../collector/cli/public-origin.ts'
import { forgetServed, tellServed } from '../../collector/served-address.ts'

const data = mkdtempSync(join(tmpdir(), 'served-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

test('commands print the address of the server that serves the folder, unless another is named', () => {
  const usual = { origin: 'http://127.0.0.1:8787', tracker_path: '/t' }
  expect(publicAddress({ data })).toEqual(usual)
  tellServed(data, { origin: 'http://127.0.0.1:9000', tracker_path: '/js' })
  expect(publicAddress({ data })).toEqual({ origin: 'http://127.0.0.1:9000', tracker_path: '/js' })
  expect(publicAddress({ data, port: '9001' }).origin).toBe('http://127.0.0.1:9001')
  expect(publicAddress({ data, publicUrl: 'https://growth.example.com' })).toEqual({
    origin: 'https://growth.example.com',
    tracker_path: '/js',
  })
  forgetServed(data)
  expect(publicAddress({ data })).toEqual(usual)
})
