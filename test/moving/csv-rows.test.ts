import { describe, expect, it } from 'vitest'
import { RowCutter } from '../../collector/moving/csv-rows.ts'

/** From every line on, what was a quotation to the line before is text, and the other way round. */
const NEVER_ENDS = 'x","\n'

describe('quotations that never end', () => {
  it('are each what their first line says', () => {
    const cutter = new RowCutter(',')
    const rows = [...cutter.add(`a,b\n${NEVER_ENDS.repeat(3)}`), ...cutter.end()]
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 3, 4])
  })

  it('are refused where there are so many that reading them would take hours', () => {
    const read = (lines: number) => {
      const cutter = new RowCutter(',')
      return [...cutter.add(NEVER_ENDS.repeat(lines)), ...cutter.end()]
    }
    expect(() => read(400_000)).toThrow('too many quotation marks never end')
  })

  it('leave all the rows behind them, however many', () => {
    const cutter = new RowCutter(',')
    const rows = [...cutter.add(`a,"\n${'b,c\n'.repeat(400_000)}`), ...cutter.end()]
    expect(rows).toHaveLength(400_001)
  })
})
