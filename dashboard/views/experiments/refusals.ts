import type { Saving } from '../../blocks/forms/use-save.ts'
import type { said } from '../../texts/en/experiment-said.ts'
import { experimentWords } from '../../texts/experiments.ts'

type Said = typeof said

/** What the catalogue says, told what stood in the API's words. */
type Sentence = (text: Said, a: string, b: string) => string

/** How the API words what is wrong with an experiment, and the catalogue's sentence; the first that fits decides. */
const SENTENCES: readonly (readonly [RegExp, Sentence])[] = [
  [
    /^the weights sum to (\S+), not to 1$/u,
    (text, sum) => text.weights(String(Number((Number(sum) * 100).toFixed(4)))),
  ],
  [/^two variants are called "(.*)"$/su, (text, key) => text.twice(key)],
  [/^a key is 1 to 64 letters/u, ({ key }) => key],
  [/^"(.*)" is no CSS selector$/su, (text, selector) => text.selector(selector)],
  [/^not a name of an attribute$/u, ({ attribute }) => attribute],
  [/^attributes that run code cannot be set$/u, ({ runs }) => runs],
  [/^expected classes: /u, ({ classes }) => classes],
  [/^variant "(.*)" redirects, so it can do nothing else$/su, (text, key) => text.alone(key)],
  [
    /^a redirect leads to a page of (\S+); "(.*)" is none$/su,
    (text, domain, address) => text.away(domain, address),
  ],
  [
    /^a redirect carries no campaign of its own; leave "(.*?)" out of /su,
    (text, tag) => text.tagged(tag),
  ],
  [/^the redirects are circular: (.*); narrow /su, (text, way) => text.circle(way)],
  [/^all variants are to be the same, but "(.*)" changes/su, (text, key) => text.changed(key)],
  [/^write \* for a comma/u, ({ comma }) => comma],
  [/^the layer "holdout" is the site's own$/u, ({ holdout }) => holdout],
  [/^a range ends after it begins$/u, ({ range }) => range],
  [
    /^in the layer ".*", (\S+ to \S+) belongs to "(.*)", which runs/su,
    (text, range, key) => text.taken(range, key),
  ],
  [/^name the primary metric of /u, ({ primary }) => primary],
  [/^experiment ".*" is running already$/su, ({ started }) => started],
  [/^experiment ".*" is put away;/su, ({ archived }) => archived],
  [/cannot change while /u, ({ fixed }) => fixed],
  [/^coverage can grow from /u, ({ shrunk }) => shrunk],
  [/^an experiment looks at (\d+) goals at most/u, (text, most) => text.goals(most)],
  [/^a page does not know "(.*?)"/su, (text, fact) => text.unknownFact(fact)],
  [/^the goal "(.*)" is gone, and so is /su, (text, goal) => text.gone(goal)],
  [
    /^phase (\d+) has the seed of phase (\d+),/u,
    (text, phase, before) => text.sameSeed(phase, before),
  ],
]

/** A sentence of the API about an experiment in the reader's language, where it is known; as it is else. */
export function experimentText(message: string): string {
  for (const [pattern, sentence] of SENTENCES) {
    const found = pattern.exec(message)
    if (found) return sentence(experimentWords.value.said, found[1] ?? '', found[2] ?? '')
  }
  return message
}

/** What a form of an experiment says of a refusal. */
export function inExperimentWords(saving: Saving): Saving {
  const told = (message: string | undefined) => message && experimentText(message)
  return {
    ...saving,
    about: (field) => told(saving.about(field)),
    itself: (field) => told(saving.itself(field)),
    rest: told(saving.rest),
  }
}
