import type { Experiment } from '../../models/experiments.ts'
import { mayChange } from '../../models/sites.ts'
import { linkTo } from '../../models/view.ts'
import { experimentWords } from '../../texts/experiments.ts'
import type { Answer } from './verdict-words.ts'

interface WithoutIdsProps {
  experiment: Experiment
  answer: Pick<Answer, 'phase' | 'health'>
}

/** The ways out where the site stores nothing, or not any more, so that nobody comes in; before a start with the reason, which the verdict gives later. */
export function WithoutIds({ experiment: { key }, answer: { phase, health } }: WithoutIdsProps) {
  const text = experimentWords.value.withoutIds
  if (!health.without_ids && health.nobody_new === null) return null
  return (
    <>
      {phase === null && <p class="field-hint">{text.nobodyYet}</p>}
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
