import { type ExperimentDraft, freshDraft, keyFrom } from './draft.ts'

/** What the address of the form proposes for a new experiment; whoever opens it may change all of it. */
export interface Proposal {
  name?: string
  hypothesis?: string
  /** Globs of the path, one a line. */
  pages?: string
  /** The name of the goal that decides. */
  goal?: string
  /** The smallest change that matters, in per cent. */
  effect?: string
}

const PARTS = [
  'name',
  'hypothesis',
  'pages',
  'goal',
  'effect',
] as const satisfies readonly (keyof Proposal)[]

/** As options of `linkTo('experiments/drafts', { options })`. A goal's own name there would filter the page. */
export function proposalOptions(proposal: Proposal): Record<string, string> {
  const parts = PARTS.flatMap((part) => (proposal[part] ? [[`draft.${part}`, proposal[part]]] : []))
  return { edit: 'new', ...Object.fromEntries(parts) }
}

/** What options of the address propose; an effect that is no share is left out. */
export function proposalIn(options: Readonly<Record<string, string>>): Proposal {
  const parts = PARTS.flatMap((part) => {
    const said = options[`draft.${part}`]
    return said && (part !== 'effect' || Number(said) > 0) ? [[part, said]] : []
  })
  return Object.fromEntries(parts)
}

/** The form filled in with what is proposed; a goal that the site does not have gives way to its first. */
export function proposedDraft(proposal: Proposal, goals: readonly string[]): ExperimentDraft {
  const { goal, name = '', ...said } = proposal
  const decides = goals.find((one) => one === goal) ?? goals[0]
  return { ...freshDraft(decides), ...said, name, key: keyFrom(name) }
}
