import type { Metric } from '../../../collector/vocabulary.ts'
import { sitePath } from '../../api.ts'
import { collectorOrigin } from '../../models/session.ts'
import { siteDomain } from '../../models/sites.ts'
import { curlOf } from '../../models/stats.ts'
import { guest } from '../../opened-as.ts'
import { Explain } from '../../parts/explain.tsx'
import { words } from '../../texts/texts.ts'

/** What a metric means, and the call that gives it. */
export function Explained({ metric, request }: { metric: Metric; request: object }) {
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
    />
  )
}
