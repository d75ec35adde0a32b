import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seenPath, type Touch } from '../../../collector/acquisition/credit/models.ts'
import { PathsBefore } from '../../../collector/reports/attribution/paths-before.ts'

const touches = fc
  .array(
    fc.record({
      at: fc.nat(40),
      row: fc.nat(2),
      direct: fc.boolean(),
      chosen: fc.constant(true),
    }),
    { maxLength: 40 },
  )
  .map((some): Touch[] => some.sort((a, b) => a.at - b.at))

test('the path of each conversion is that of the visits in its lookback, whatever was asked before', () => {
  fc.assert(
    fc.property(
      touches,
      fc.array(fc.nat(50), { maxLength: 20 }),
      fc.nat(20),
      fc.record({ exclude_direct: fc.boolean(), collapse_repeats: fc.boolean() }),
      (own, instants, lookback, options) => {
        const paths = new PathsBefore(own, options, lookback)
        for (const to of instants.sort((a, b) => a - b)) {
          const inside = own.filter(({ at }) => at >= to - lookback && at <= to)
          expect(paths.to(to)).toEqual(seenPath(inside, options))
        }
      },
    ),
  )
})
