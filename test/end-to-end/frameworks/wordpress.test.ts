import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { GIVE_UP } from '../../../dashboard/models/steady-tag.ts'
import { appFolder } from './apps.ts'

const PLUGIN = resolve('packages/wordpress/tributary.php')
const run = promisify(execFile)

/** What the plugin puts into a page; PHP says on the way what it would warn of. */
async function page(described: object): Promise<string> {
  const program = `${appFolder('wordpress')}/page.php`
  const php = ['-d', 'error_reporting=-1', '-d', 'display_errors=1', program, PLUGIN]
  return (await run('php', [...php, JSON.stringify(described)])).stdout
}

const option = { url: 'https://growth.example.com' }

test('a site that is set up has its tag, of the domain that it is served under', async () => {
  expect(await page({ option })).toBe(
    '<script async src="https://growth.example.com/t/example.com.js"></script>',
  )
})

test('visitors are stored, and consent waited for, as it was said', async () => {
  expect(
    await page({ option: { ...option, site: 'a.example', visitor: 'stored', wait: true } }),
  ).toBe(
    '<script async src="https://growth.example.com/t/a.example.js" data-visitor="stored" data-consent="wait"></script>',
  )
})

test('the page waits for the script, and not for ever, where experiments are not to flicker', async () => {
  const steady = await page({ option: { ...option, steady: true } })
  expect(steady).toBe(
    `<script>${GIVE_UP}</script><script async src="https://growth.example.com/t/example.com.js" blocking="render"></script>`,
  )
})

test.each([
  ['nothing is set up', {}],
  ['a setting of another kind is there', { option: 'text' }],
  ['a preview is looked at', { option, preview: true }],
  ['an editor looks', { option, editor: true }],
])('nothing is counted where %s', async (_, described) => {
  expect(await page(described)).toBe('')
})

test('editors count where that was said', async () => {
  expect(await page({ option: { ...option, leave_out: false }, editor: true })).toContain('<script')
})

test('an order is told with its number, and nothing in it ends the script', async () => {
  const order = { status: 'processing', number: "A-1</script><b>'" }
  const told = await page({ option, order })
  expect(told).toContain(
    `tributary('Order', {"revenue":{"amount":"49.00","currency":"EUR","order":"A-1\\u003C\\/script\\u003E\\u003Cb\\u003E\\u0027"}})</script>`,
  )
  expect(await page({ option, order: { ...order, status: 'failed' } })).not.toContain('Order')
})

test.each([
  [
    { url: ' https://growth.example.com/ ', site: ' Example.com ', visitor: 'stored', wait: '1' },
    '{"url":"https:\\/\\/growth.example.com","site":"example.com","visitor":"stored","wait":true,"steady":false,"leave_out":false}',
  ],
  [
    { url: 'javascript:alert(1)', site: 'exa mple', visitor: 'x', steady: '1', leave_out: '1' },
    'refused:url refused:site {"url":"","site":"example.com","visitor":"","wait":false,"steady":true,"leave_out":true}',
  ],
  [
    'text',
    'refused:site {"url":"","site":"example.com","visitor":"","wait":false,"steady":false,"leave_out":false}',
  ],
])('%o is kept as %s', async (given, kept) => {
  expect(await page({ given })).toBe(kept)
})
