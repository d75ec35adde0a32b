import { expect, test } from 'vitest'
import {
  fillsIn,
  macrosIn,
  PLATFORM_NAMES,
  PLATFORMS,
} from '../../collector/acquisition/platforms.ts'
import { tagLink } from '../../collector/acquisition/tag-link.ts'
import { taggedVisit } from '../../collector/acquisition/tagged-visit.ts'
import { hasMacro } from '../../collector/acquisition/warnings.ts'

const SEARCH = new Set(['google', 'microsoft', 'baidu'])

test.each(PLATFORM_NAMES)('%s: its link lands in its channel, with macros it fills in', (name) => {
  const { tags } = PLATFORMS[name]
  const link = tagLink('https://shop.example/sale', tags)
  expect(taggedVisit(link).channel).toBe(SEARCH.has(name) ? 'Paid Search' : 'Paid Social')
  const macros = Object.values(tags).flatMap(macrosIn)
  expect(macros.filter((macro) => !fillsIn(name, macro))).toEqual([])
})

// A builder that escapes them hands out `utm_term=%7Bkeyword%7D`, which no platform fills in:
// https://github.com/googleanalytics/ga-dev-tools/issues/459
test.each(PLATFORM_NAMES)('%s: its macros stand in the link as they are written', (name) => {
  for (const macro of PLATFORMS[name].macros) {
    expect(hasMacro(macro)).toBe(true)
    expect(macrosIn(`a_${macro}-b`)).toEqual([macro])
    expect(tagLink('https://shop.example/', { source: `a_${macro}` })).toContain(`=a_${macro}`)
  }
})

test('conditions and one’s own parameters are Google’s and Microsoft’s to fill in', () => {
  for (const macro of ['{ifmobile:m}', '{ifnotsearch:x}', '{_team}', '{param1:none}']) {
    expect([fillsIn('google', macro), fillsIn('microsoft', macro)]).toEqual([true, true])
    expect(fillsIn('pinterest', macro)).toBe(false)
  }
  expect(fillsIn('google', '{iffy}')).toBe(false)
})
