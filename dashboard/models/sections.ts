import type { Texts } from '../texts/texts.ts'
import { mayChange, ownsSite } from './sites.ts'

export type Section = keyof Texts['sections']

interface Rights {
  /** Who sees it; anyone with the site where nothing is said. */
  readers?: 'owners' | 'editors'
  /** Who changes it; nobody has to where nothing is said. */
  writers?: 'owners' | 'editors'
}

/** The sections in their order, as the API's routes allow them. */
const SECTIONS: Record<Section, Rights> = {
  general: { writers: 'editors' },
  snippet: {},
  goals: { writers: 'editors' },
  events: { writers: 'editors' },
  segments: { writers: 'editors' },
  channels: { writers: 'editors' },
  aliases: { writers: 'editors' },
  exclusions: { writers: 'editors' },
  health: { writers: 'editors' },
  rates: { writers: 'editors' },
  import: { writers: 'editors' },
  notifications: { readers: 'editors', writers: 'editors' },
  alerts: { writers: 'editors' },
  shares: { readers: 'owners', writers: 'owners' },
  digests: { readers: 'owners', writers: 'owners' },
  tokens: { readers: 'owners', writers: 'owners' },
  developers: { readers: 'owners' },
  members: { writers: 'owners' },
  history: { readers: 'owners' },
  danger: { readers: 'owners', writers: 'owners' },
}

const NAMES = Object.keys(SECTIONS) as Section[]

export function sectionNamed(name: string | undefined): Section {
  return NAMES.find((known) => known === name) ?? 'general'
}

/** Whether who is signed in may see it. */
export function maySee(section: Section): boolean {
  const { readers } = SECTIONS[section]
  if (readers === undefined) return true
  return readers === 'owners' ? ownsSite.value : mayChange.value
}

/** The sections that whoever is signed in may see. */
export function sectionsInReach(): Section[] {
  return NAMES.filter(maySee)
}

/** Whose it is to change, for who may not. */
export function closedTo(section: Section): 'owners' | 'editors' | undefined {
  const { writers } = SECTIONS[section]
  const may = writers === 'owners' ? ownsSite.value : mayChange.value
  return may ? undefined : writers
}
