import { expect, test } from 'vitest'
import { TEXTS as ALERTS } from '../../collector/alerts/texts/texts.ts'
import { LANGUAGES } from '../../collector/digests/texts/languages.ts'
import { TEXTS as DIGESTS } from '../../collector/digests/texts/texts.ts'
import { METRICS } from '../../collector/vocabulary.ts'
import { en } from '../../dashboard/texts/en/en.ts'
import { returnMeanings as meantInEnglish } from '../../dashboard/texts/en/return-meanings.ts'
import { returnMeanings as meantInChinese } from '../../dashboard/texts/zh/return-meanings.ts'
import { zh } from '../../dashboard/texts/zh/zh.ts'

const DASHBOARD = { en, zh }
const MEANINGS = { en: meantInEnglish, zh: meantInChinese }

test.each(LANGUAGES)('alerts, digests and the dashboard call things the same in %s', (language) => {
  const page = DASHBOARD[language]
  const [alert, digest] = [ALERTS[language], DIGESTS[language]]
  for (const metric of METRICS) {
    const { name } = page.metrics[metric]
    expect([alert.metrics[metric], digest.metrics[metric]]).toEqual([name, name])
    const ofGoal = page.usual.ofGoal[metric]?.('Buy')
    expect([alert.ofGoal[metric]?.('Buy'), digest.ofGoal[metric]?.('Buy')]).toEqual([
      ofGoal,
      ofGoal,
    ])
  }
  for (const [dimension, name] of Object.entries(digest.dimensions)) {
    const shown = (page.dimensions as Record<string, string>)[dimension]
    expect(name.toLowerCase()).toBe(shown?.toLowerCase())
  }
  expect(digest.metrics.cost).toBe(MEANINGS[language].cost.name)
})

test('digests call channels and devices in Chinese as the dashboard does', () => {
  expect(DIGESTS.zh.values).toEqual({ ...zh.channels, ...zh.audience.devices })
})
