import { clean } from './clean.ts'
import type { Facts } from './facts.ts'
import { likeBeforeOf } from './like-before.ts'
import type { Line, Part, Telling } from './told.ts'

/** Of each kind the greatest risers and the greatest fallers. */
const MOST_EACH = 3
/** Standard deviations of what two counts differ by when nothing has changed: √(a + b). */
const BEYOND_CHANCE = 2.58

interface Moved {
  name: string
  now: number
  before: number
}

type Mover = Facts['movers'][number]

/** What rose and what fell most beyond chance; nothing where there is no like before. */
export function moversTold(telling: Telling): Part[] {
  return telling.facts.movers.flatMap((mover): Part[] => {
    if (!likeBeforeOf('visitors', mover.answer)) return []
    const moved = movedOf(mover, telling)
    const of = (sign: 1 | -1) => moved.filter(byOf(sign)).slice(0, MOST_EACH)
    const shown = [...of(1), ...of(-1)]
    const most = Math.max(1, ...shown.map(({ now, before }) => Math.abs(now - before)))
    const { texts } = telling
    return [
      {
        title: texts.movers[mover.dimension],
        lines: shown.map((one) => lineOf(one, most, telling)),
        empty: texts.unmoved,
      },
    ]
  })
}

function byOf(sign: 1 | -1) {
  return ({ now, before }: Moved) => sign * (now - before) > 0
}

/** By how far they have moved, as the report has them. */
function movedOf({ dimension, answer }: Mover, { texts }: Telling): Moved[] {
  const beside = answer.compared?.rows ?? []
  return answer.rows
    .map((row, i) => ({
      name: clean(String(row[dimension] ?? '')) || texts.absent,
      now: Number(row.visitors ?? 0),
      before: Number(beside[i]?.visitors ?? 0),
    }))
    .filter(({ now, before }) => Math.abs(now - before) > BEYOND_CHANCE * Math.sqrt(now + before))
}

function lineOf({ name, now, before }: Moved, most: number, { formats, texts }: Telling): Line {
  const moved = now - before
  const tell = (value: number) => formats.number('count', value)
  return {
    name,
    value: (moved < 0 ? '−' : '+') + tell(Math.abs(moved)),
    share: Math.abs(moved) / most,
    note: texts.movedFrom(tell(before), tell(now)),
    tone: moved < 0 ? 'bad' : 'good',
  }
}
