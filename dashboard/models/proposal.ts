/** What the address of the form proposes for a new experiment; whoever opens it may change all of it. */
export interface Proposal {
  name?: string
  hypothesis?: string
  /** Globs of the path, one a line. */
  pages?: string
  /** The name of the goal that decides, and how many days after the first look it counts. */
  goal?: string
  goal_days?: string
  /** Another that is looked at beside. */
  secondary?: string
  secondary_days?: string
  /** The smallest change that matters, in per cent. */
  effect?: string
}

const PARTS = [
  ...(['name', 'hypothesis', 'pages'] as const),
  ...(['goal', 'goal_days', 'secondary', 'secondary_days', 'effect'] as const),
] satisfies readonly (keyof Proposal)[]
type Part = (typeof PARTS)[number]

const NUMBERS: ReadonlySet<Part> = new Set(['goal_days', 'secondary_days', 'effect'])
/** What the API takes. */
const LONGEST: Partial<Record<Part, number>> = { name: 120, hypothesis: 2_000 }

/** As options of `linkTo('experiments/drafts', { options })`. A goal's own name there would filter the page. */
export function proposalOptions(proposal: Proposal): Record<string, string> {
  const parts = PARTS.flatMap((part) => (proposal[part] ? [[`draft.${part}`, proposal[part]]] : []))
  return { edit: 'new', ...Object.fromEntries(parts) }
}

/** What options of the address propose: what is no number where one belongs is left out, what is too long is cut. */
export function proposalIn(options: Readonly<Record<string, string>>): Proposal {
  const parts = PARTS.flatMap((part) => {
    const said = options[`draft.${part}`]?.slice(0, LONGEST[part])
    return said && (!NUMBERS.has(part) || Number(said) > 0) ? [[part, said]] : []
  })
  return Object.fromEntries(parts)
}
