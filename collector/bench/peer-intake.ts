import { type Figure, figure, repeated, type Setting } from './figures.ts'
import type { RequestsOptions } from './requests.ts'

/** Events a second of the requests that a load makes of those. */
type Rate = (
  requests: Pick<RequestsOptions, 'batch' | 'requests' | 'seed' | 'as'>,
) => Promise<number>

/** What comes as Plausible's scripts send it, beside the same of our own, of browsers that no id tells. */
export async function peerFigures({ extent, say }: Setting, rateOf: Rate): Promise<Figure[]> {
  say('intake: as Plausible’s scripts send it')
  const pairs = await repeated(extent.runs, async (run) => {
    const same = { batch: 1, requests: extent.requests, seed: 3000 + run }
    const own = await rateOf({ ...same, as: 'cookieless' })
    const theirs = await rateOf({ ...same, seed: 4000 + run, as: 'plausible' })
    return { own, theirs }
  })
  return [
    figure(
      'durable intake, as Plausible’s script sends it',
      pairs.map(({ theirs }) => theirs),
      { unit: 'events/s' },
    ),
    figure(
      'of our own without an id in the same run',
      pairs.map(({ own, theirs }) => theirs / own),
      { unit: 'ratio', reach: { least: 0.9 } },
    ),
  ]
}
