import './page.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ExperimentDefinition,
  metricPathsOf,
  metricsOf,
} from '../../collector/settings/experiments/definition.ts'
import {
  freshDraft,
  freshMetric,
  writeExperiment,
} from '../../dashboard/views/experiments/draft.ts'
import { metricPathsIn } from '../../dashboard/views/experiments/draft-paths.ts'

test('a metric of the form has the path that the API names it by', () => {
  const roles = fc.array(fc.constantFrom('primary', 'secondary', 'guardrail'), { maxLength: 8 })
  fc.assert(
    fc.property(roles, (given) => {
      const metrics = given.map((role, i) => freshMetric(`goal ${i}`, role))
      const written = writeExperiment({ ...freshDraft(undefined), metrics }) as ExperimentDefinition
      const paths = metricPathsOf(written)
      const named = metricsOf(written).map(({ goal }, i) => [goal, paths[i]])
      const shown = metricPathsIn(metrics).map((path, i) => [`goal ${i}`, path])
      expect(new Map(shown as [string, string][])).toEqual(new Map(named as [string, string][]))
    }),
  )
})
