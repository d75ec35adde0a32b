import {
  Activity,
  ChartNoAxesCombined,
  ContactRound,
  FileText,
  Link2,
  type LucideIcon,
  Radio,
  Settings,
  ShieldCheck,
  Target,
  UsersRound,
} from 'lucide-preact'
import type { Texts } from '../../texts/texts.ts'

export interface NavPage {
  /** Path below the site; empty for the overview. */
  path: string
  name: keyof Texts['nav']
  icon: LucideIcon
}

export interface NavGroup {
  name: keyof Texts['nav']
  pages: readonly NavPage[]
}

/** The navigation, in the order of use. Funnels, return on spend and experiments join their group here. */
export const NAVIGATION: readonly NavGroup[] = [
  {
    name: 'reports',
    pages: [
      { path: '', name: 'overview', icon: ChartNoAxesCombined },
      { path: 'acquisition', name: 'acquisition', icon: Activity },
      { path: 'pages', name: 'pages', icon: FileText },
      { path: 'audience', name: 'audience', icon: UsersRound },
      { path: 'events', name: 'events', icon: Target },
    ],
  },
  {
    name: 'visitors',
    pages: [
      { path: 'live', name: 'live', icon: Radio },
      { path: 'people', name: 'people', icon: ContactRound },
    ],
  },
  {
    name: 'tools',
    pages: [
      { path: 'links', name: 'links', icon: Link2 },
      { path: 'quality', name: 'quality', icon: ShieldCheck },
      { path: 'settings', name: 'settings', icon: Settings },
    ],
  },
]
