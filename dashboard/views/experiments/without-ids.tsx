import type { Experiment } from '../../models/experiments.ts'
import { mayChange } from '../../models/sites.ts'
import { linkTo } from '../../models/view.ts'
import { experimentWords } from '../../texts/experiments.ts'
import type { Answer } from './verdict-words.ts'

interface WithoutIdsProps {
  experiment: Experiment
  answer: Pick<Answer, 'phase' | 'health'>
}

/** Why nobody comes in where the site stores nothing, and the ways out. Who has heard that nobody did is not told again. */
export function WithoutIds({ experiment: { key }, answer: { phase, health } }: WithoutIdsProps) {
  const text = experimentWords.value.withoutIds
  if (!health.without_ids) return null
  const isSaid = phase !== null && health.units === 0
  return (
    <>
      {!isSaid && <p class="field-hint">{text.nobodyNew}</p>}
      {mayChange.value && (
        <div class="experiment-ways">
          <a
            class="button"
            data-kind="primary"
            data-size="small"
            href={linkTo('experiments', { options: { experiment: key, edit: 'copy' } })}
          >
            {text.byVisits}
          </a>
          <a class="button" data-kind="ghost" data-size="small" href={linkTo('settings/general')}>
            {text.store}
          </a>
        </div>
      )}
    </>
  )
}
