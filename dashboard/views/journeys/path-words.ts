import { shareNote } from '../../blocks/tables/share-of.tsx'
import type { FlowLink, FlowNode } from '../../charts/flow.tsx'
import { brief, full } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { language, words } from '../../texts/texts.ts'

type Answer = ReportAnswer<'paths'>
type Node = Answer['nodes'][number]

/** A node in the reader's words. */
export function nodeName({ kind, name }: Pick<Node, 'kind' | 'name'>): string {
  const text = journeyWords.value.paths
  if (kind === 'exit') return text.exit
  if (kind === 'began') return text.began
  if (kind === 'other') return text.other
  return kind === 'event' ? valueName('event', name, language.value, words.value) : name
}

/** The drawing's nodes and links. */
export function flowOf({ nodes, links }: Answer): { nodes: FlowNode[]; links: FlowLink[] } {
  const text = journeyWords.value.paths
  const drawn = nodes.map((node) => {
    const share = node.units === 0 ? 0 : node.converted / node.units
    const quiet = node.kind !== 'page' && node.kind !== 'event'
    const told = brief('rate', share, locale.value)
    const said = text.node(nodeName(node), full('count', node.units, locale.value), told)
    const title = [said, shareNote(node.converted, node.units)].filter(Boolean).join('; ')
    return {
      id: node.id,
      level: node.level - 1,
      name: quiet ? nodeName(node) : node.name,
      units: node.units,
      share,
      quiet,
      title,
    }
  })
  return { nodes: drawn, links }
}

/** The commonest way on from the first node, or into the last one, and how many leave. */
export function sentenceOf({ nodes, links }: Answer, backwards: boolean): string {
  const text = journeyWords.value.paths
  const [first] = nodes
  if (!first) return ''
  const after = links
    .filter(({ source }) => source === first.id)
    .map(({ target, units: count }) => ({ node: nodes.find(({ id }) => id === target), count }))
    .sort((a, b) => b.count - a.count)
  const share = (count: number) => brief('rate', count / first.units, locale.value)
  const next = after.find(({ node }) => node?.kind === 'page' || node?.kind === 'event')
  const ended = after.find(({ node }) => node?.kind === 'exit')
  if (!next?.node) return ended ? text.onlyLeave(nodeName(first), share(ended.count)) : ''
  const say = backwards ? text.sentenceTo : text.sentence
  const said = say(nodeName(first), nodeName(next.node), share(next.count))
  return ended ? `${said} ${text.leave(share(ended.count))}` : said
}
