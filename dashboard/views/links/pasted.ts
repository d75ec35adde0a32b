import { LINK_TAGS } from '../../../collector/acquisition/tag-link.ts'
import { type Lint, lintLink, type TagValues, taggedLink } from './tagged-link.ts'

export interface BulkLink {
  address: string
  tags: TagValues
  /** Undefined where the address or the source is missing. */
  link: string | undefined
  lints: Lint[]
}

/**
 * Links from pasted lines: an address each, and, where it comes from a spreadsheet, columns for source, medium,
 * campaign, content and term; what a line leaves out is as for all.
 */
export function pastedLinks(text: string, common: TagValues, ownHost: string): BulkLink[] {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const [address = '', ...cells] = line.split('\t').map((cell) => cell.trim())
    const own = LINK_TAGS.map((tag, i) => [tag, cells[i] || common[tag]] as const)
    const tags = { ...common, ...Object.fromEntries(own) }
    return {
      address,
      tags,
      link: taggedLink(address, tags),
      lints: lintLink(address, tags, ownHost),
    }
  })
}
