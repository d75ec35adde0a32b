import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSite, dataFolder, removeFolder, startServer, tributary } from '../server.ts'

const PROGRAM = 'dist/collector/tributary.js'
let data: string
beforeAll(async () => {
  data = dataFolder()
  await addSite(data, 'example.com')
  await addSite(data, 'other.example')
  const lines = ['pageview', 'Signup'].map((name, i) =>
    JSON.stringify({
      ...{ id: `event-of-ann-${i}`, name, visitor: 'browser-of-ann', at: Date.now() - 90_000_000 },
      url: 'https://example.com/pricing',
    }),
  )
  await tributary(['import', 'example.com', '-', '--data', data], { input: lines.join('\n') })
})
afterAll(() => removeFolder(data))

async function connected(...args: string[]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const command = { command: process.execPath, args: [PROGRAM, 'mcp', '--data', data, ...args] }
  await client.connect(new StdioClientTransport({ ...command, stderr: 'pipe' }))
  return client
}

async function told(client: Client, name: string, given: Record<string, unknown>) {
  const {
    isError = false,
    content,
    structuredContent,
  } = await client.callTool({ name, arguments: given })
  const [{ text = '' } = {}] = content as { text: string }[]
  return { isError, text, answer: structuredContent }
}

describe('an assistant over stdin and stdout', () => {
  test('asks reports and in SQL, with or without a server beside', async () => {
    const server = await startServer({ data })
    const beside = await connected()
    const asked = { site: 'example.com', metrics: ['visits', 'events'] }
    expect((await told(beside, 'stats', asked)).answer).toMatchObject({
      totals: { visits: 1, events: 1 },
    })
    await beside.close()
    expect(await server.stop()).toBe(0)
    const alone = await connected()
    expect((await told(alone, 'stats', asked)).answer).toMatchObject({ totals: { visits: 1 } })
    const query = { site: 'example.com', query: 'select name from events order by name' }
    expect((await told(alone, 'query', query)).answer).toMatchObject({
      rows: [{ name: 'Signup' }, { name: 'pageview' }],
    })
    await alone.close()
  })

  test('sees one site where it is given one', async () => {
    const client = await connected('--site', 'Example.com')
    expect((await told(client, 'sites', {})).answer).toMatchObject({
      sites: [{ domain: 'example.com' }],
    })
    const other = { site: 'other.example', metrics: ['visits'] }
    expect(await told(client, 'stats', other)).toMatchObject({
      isError: true,
      text: 'there is no site "other.example" here',
    })
    await client.close()
    const { code, stderr, stdout } = await tributary([
      'mcp',
      '--site',
      'nowhere.example',
      '--data',
      data,
    ])
    expect({ code, stdout, stderr: stderr.trim() }).toEqual({
      ...{ code: 1, stdout: '', stderr: 'there is no site "nowhere.example" here' },
    })
  })

  // hurttlocker/o8#1541, genkit-ai/genkit#2954
  test('hears nothing but the protocol, whatever it sends', async () => {
    const call = (id: number, name: string) =>
      JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: {} } })
    const input = [
      JSON.stringify({
        ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
        params: {
          ...{ protocolVersion: '2025-06-18', capabilities: {} },
          clientInfo: { name: 'test', version: '1' },
        },
      }),
      JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
      'no JSON at all',
      call(2, 'sites'),
      call(3, 'data_quality'),
    ]
    const child = spawn(process.execPath, [PROGRAM, 'mcp', '--data', data])
    child.stdin.write(`${input.join('\n')}\n`)
    let out = ''
    for await (const chunk of child.stdout) {
      out += chunk
      if ((out.match(/"id":[23]/g) ?? []).length === 2) break
    }
    child.stdin.end()
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number })
    expect(answers.map(({ id }) => id).sort()).toEqual([1, 2, 3])
  })

  // modelcontextprotocol/typescript-sdk#2002, codefuturist/email-mcp#60
  test('leaves no process behind when the client goes, also without a word', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'mcp', '--data', data], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.end()
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})
