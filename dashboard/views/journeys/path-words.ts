import { newcombeInterval } from '../../../experiments/statistics/newcombe.ts'
import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'
import { shareNote } from '../../blocks/tables/share-of.tsx'
import type { FlowLink, FlowNode } from '../../charts/flow.tsx'
import { brief, full } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { valueName, wholeName } from '../../names.ts'
import { journeyWords } from '../../texts/journeys.ts'
import { language, words } from '../../texts/texts.ts'

type Answer = ReportAnswer<'paths'>
type Node = Answer['nodes'][number]

type Named = Pick<Node, 'kind' | 'name'>

/** A node in the reader's words. */
export function nodeName({ kind, name }: Named, spell = valueName): string {
  const text = journeyWords.value.paths
  if (kind === 'exit') return text.exit
  if (kind === 'began') return text.began
  if (kind === 'other') return text.other
  return kind === 'event' ? spell('event', name, language.value, words.value) : name
}

/** With the name by which its event is sent. */
export function wholeNodeName(node: Named): string {
  return nodeName(node, wholeName)
}

/** The drawing's nodes and links. */
export function flowOf({ nodes, links }: Answer): { nodes: FlowNode[]; links: FlowLink[] } {
  const text = journeyWords.value.paths
  const drawn = nodes.map((node) => {
    const share = node.units === 0 ? 0 : node.converted / node.units
    const quiet = node.kind !== 'page' && node.kind !== 'event'
    const told = brief('rate', share, locale.value)
    const said = text.node(wholeNodeName(node), full('count', node.units, locale.value), told)
    const title = [said, shareNote(node.converted, node.units)].filter(Boolean).join('; ')
    return {
      id: node.id,
      level: node.level - 1,
      name: nodeName(node),
      at: node.name,
      units: node.units,
      share,
      quiet,
      title,
    }
  })
  return { nodes: drawn, links }
}

/** Of fewer the rate says little. */
const FEW = 30
/** What fewer do is not worth a sentence. */
const WORTH = 0.05

interface Way {
  node: Node
  count: number
}

/** The ways on from a node, or into it, the commonest first. */
function waysFrom(first: Node, { nodes, links }: Pick<Answer, 'nodes' | 'links'>): Way[] {
  return links
    .filter(({ source }) => source === first.id)
    .flatMap(({ target, units: count }) => {
      const node = nodes.find(({ id }) => id === target)
      return node ? [{ node, count }] : []
    })
    .sort((a, b) => b.count - a.count)
}

function isNamed({ node: { kind } }: Way): boolean {
  return kind === 'page' || kind === 'event'
}

/** The commonest ways on from the first node, or into the last one, how many leave, and on which more convert. */
export function sentenceOf({ nodes, links }: Answer, backwards: boolean): string {
  const text = journeyWords.value.paths
  const [first] = nodes
  if (!first) return ''
  const ways = waysFrom(first, { nodes, links })
  const share = (count: number) => brief('rate', count / first.units, locale.value)
  const [next, second] = ways.filter(isNamed)
  const ended = ways.find(({ node }) => node.kind === 'exit')
  if (!next) return ended ? text.onlyLeave(nodeName(first), share(ended.count)) : ''
  const say = backwards ? text.sentenceTo : text.sentence
  const said = [say(nodeName(first), nodeName(next.node), share(next.count))]
  if (ended) said.push(text.leave(share(ended.count)))
  if (second && !backwards && second.count / first.units >= WORTH) {
    said.push(text.also(share(second.count), nodeName(second.node)))
  }
  return [...said, ...(backwards ? [] : apart(first, ways.filter(isNamed)))].join(' ')
}

/** The way on which far more convert than on the others, if that is beyond chance. */
function apart(first: Node, ways: readonly Way[]): string[] {
  const text = journeyWords.value.paths
  const told = (rate: number) => brief('rate', rate, locale.value)
  const found = ways
    // A node that others lead to as well tells of those, too.
    .filter(({ node, count }) => node.units === count && count >= FEW)
    .map(({ node }) => ({
      node,
      own: estimate(node.converted, node.units),
      rest: estimate(first.converted - node.converted, first.units - node.units),
    }))
    .filter(({ own, rest }) => own && rest && newcombeInterval(own, rest)[0] > 0)
    .sort((a, b) => (b.own?.rate ?? 0) - (a.own?.rate ?? 0))
  return found
    .slice(0, 1)
    .map(({ node, own, rest }) =>
      text.apart(nodeName(node), told(own?.rate ?? 0), told(rest?.rate ?? 0)),
    )
}

function estimate(part: number, whole: number) {
  if (whole < FEW || part < 0) return undefined
  return { rate: part / whole, interval: wilsonInterval(part, whole) }
}
