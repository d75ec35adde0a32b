import type { Metric } from '../../../collector/vocabulary.ts'
import { sitePath } from '../../api.ts'
import { isExplained } from '../../models/explained.ts'
import { collectorOrigin } from '../../models/session.ts'
import { siteDomain } from '../../models/sites.ts'
import { curlOf } from '../../models/stats.ts'
import { linkTo } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Explain } from '../../parts/explain.tsx'
import { words } from '../../texts/texts.ts'

interface ExplainedProps {
  metric: Metric
  request: object
  /** Whose conversions it is about, by its id; all when left out. */
  goal?: string | undefined
}

/** What a metric means, the call that gives it, and the way to why it has changed. */
export function Explained({ metric, request, goal }: ExplainedProps) {
  const { metrics, actions } = words.value
  const { name, definition } = metrics[metric]
  const path = sitePath(siteDomain.value ?? '', 'reports/stats')
  return (
    <Explain
      name={name}
      definition={definition}
      label={actions.explain(name)}
      // A guest's token is no program's, and soon over.
      curl={guest ? undefined : curlOf(collectorOrigin.value, path, request)}
      copyLabel={actions.curl}
      copiedLabel={actions.copied}
      link={toChange(metric, goal)}
    />
  )
}

/** Those whose change is explained, for whom the page is. */
function toChange(metric: Metric, goal: string | undefined) {
  if (guest || !isExplained(metric)) return undefined
  const options = { metric, ...(goal !== undefined && { goal }) }
  return { href: linkTo('changes', { options }), name: words.value.explaining.change }
}
