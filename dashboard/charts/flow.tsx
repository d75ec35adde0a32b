import { sankey, sankeyLinkHorizontal } from 'd3-sankey'
import { pressByKey } from '../parts/press-by-key.ts'

export interface FlowNode {
  id: string
  /** From 0. */
  level: number
  /** As it is read. */
  name: string
  /** By what it is found again. */
  at: string
  units: number
  /** Of them, how many reach what matters: the deeper its colour. */
  share: number
  /** It is an end or a rest, not a place one can start from. */
  quiet: boolean
  title: string
}

export interface FlowLink {
  source: string
  target: string
  units: number
}

interface FlowProps {
  label: string
  nodes: readonly FlowNode[]
  links: readonly FlowLink[]
  /** Mirrored: the first level stands on the right. */
  backwards: boolean
  onChoose: (node: FlowNode) => void
}

const WIDTH = 1_080
const HEIGHT = 460
const NODE = 10
const GAP = 14
/** Room for the names beside the last level. */
const NAMES = 150

/** Layers of nodes as wide as their count, and what flows between them. */
export function Flow({ label, nodes, links, backwards, onChoose }: FlowProps) {
  const laid = layout(nodes, links)
  const path = sankeyLinkHorizontal()
  const mirror = backwards ? `translate(${WIDTH} 0) scale(-1 1)` : undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldsets.
    <svg class="flow" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={label}>
      <g transform={mirror}>
        {laid.links.map((link) => (
          <path
            key={`${nameOf(link.source)} ${nameOf(link.target)}`}
            class="flow-link"
            d={path(link) ?? ''}
            stroke-width={Math.max(1, link.width ?? 0)}
          />
        ))}
      </g>
      {laid.nodes.map((node) => (
        <Node key={node.id} node={node} backwards={backwards} onChoose={onChoose} />
      ))}
    </svg>
  )
}

function layout(nodes: readonly FlowNode[], links: readonly FlowLink[]) {
  const lay = sankey<FlowNode, { units: number }>()
    .nodeId(({ id }) => id)
    .nodeAlign(({ level }) => level)
    .nodeSort((a, b) => Number(a.quiet) - Number(b.quiet) || b.units - a.units)
    .nodeWidth(NODE)
    .nodePadding(GAP)
    .extent([
      [0, 8],
      [WIDTH - NAMES, HEIGHT - 8],
    ])
  return lay({
    nodes: nodes.map((node) => ({ ...node, fixedValue: node.units })),
    links: links.map((link) => ({ ...link, value: link.units })),
  })
}

function nameOf(end: unknown): string {
  return typeof end === 'object' && end !== null && 'id' in end ? String(end.id) : String(end)
}

type Laid = ReturnType<typeof layout>['nodes'][number]

interface NodeProps {
  node: Laid
  backwards: boolean
  onChoose: (node: FlowNode) => void
}

function Node({ node, backwards, onChoose }: NodeProps) {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0, name, quiet, share, title } = node
  const left = backwards ? WIDTH - x1 : x0
  const text = backwards ? WIDTH - x1 - 6 : x1 + 6
  const choose = () => !quiet && onChoose(node)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own.
    <g
      class="flow-node"
      data-quiet={quiet || undefined}
      role="button"
      tabindex={quiet ? -1 : 0}
      aria-disabled={quiet || undefined}
      aria-label={title}
      onClick={choose}
      onKeyDown={(event) => pressByKey(event, choose)}
    >
      <title>{title}</title>
      <rect
        x={left}
        y={y0}
        width={NODE}
        height={Math.max(2, y1 - y0)}
        rx="2"
        style={{ '--share': `${Math.round(share * 100)}%` }}
      />
      <text x={text} y={(y0 + y1) / 2} dy="0.35em" text-anchor={backwards ? 'end' : 'start'}>
        {shortened(name)}
      </text>
    </g>
  )
}

const MOST_LETTERS = 22

function shortened(name: string): string {
  return name.length <= MOST_LETTERS ? name : `${name.slice(0, MOST_LETTERS - 1)}…`
}
