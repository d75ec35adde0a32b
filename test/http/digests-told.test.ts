import { expect, test } from 'vitest'
import { addDigest, DigestInput } from '../../collector/digests/digests.ts'
import { tellDigests } from '../../collector/digests/teller.ts'
import { facts } from '../digests/told.ts'
import { useApp } from './server.ts'

// Among those that run with the settings in the file and in PostgreSQL.
const app = useApp()

test('several that look at once tell each digest once to each of its receivers', async () => {
  const { id } = await app.site('example.com')
  const to = Array.from({ length: 20 }, (_, i) => `reader${i}@example.com`)
  for (const language of ['en', 'zh']) {
    const input = DigestInput.parse({ to, per: 'day', timezone: 'UTC', language })
    await addDigest(app.settings, Number(id), input, Date.parse('2026-11-23T12:00:00Z'))
  }
  const { stats, usual, quality } = facts()
  const answers: Record<string, unknown> = { stats, usual, 'data-quality': quality }
  const look = () =>
    tellDigests(
      {
        settings: app.settings,
        origin: 'https://growth.example',
        owners: { of: () => 'here' },
        log: {
          warn: (_: unknown, message: string) => {
            throw new Error(message)
          },
        } as never,
        reports: { run: async (name) => answers[name] },
      },
      Date.parse('2026-11-24T08:00:30Z'),
    )
  await Promise.all([look(), look(), look()])
  await look()
  const sent = await app.settings.selectFrom('delivery').select('key').execute()
  expect(sent).toHaveLength(40)
  expect(new Set(sent.map(({ key }) => key)).size).toBe(40)
})
