import './page.ts'
import { expect, test } from 'vitest'
import { warningsFor } from '../../collector/reports/retention/asked.ts'
import { journeys as en } from '../../dashboard/texts/en/journeys.ts'
import { journeys as zh } from '../../dashboard/texts/zh/journeys.ts'
import { retentionText } from '../../dashboard/views/retention/retention-text.ts'

const [withoutIds = ''] = warningsFor({ site: { identity: 'cookieless' } } as never)

test.each([en, zh])(
  'what a report of who stays doubts is said in the reader’s language',
  ({ retention: { said } }) => {
    expect(retentionText(withoutIds, said)).toBe(said.withoutIds)
    const rare = '12 events that fewer people did than any of the 60 looked at are left out'
    expect(retentionText(rare, said)).toBe(said.rare('12', '60'))
    expect(retentionText('nobody has thought of this', said)).toBe('nobody has thought of this')
  },
)
