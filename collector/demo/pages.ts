import type { Weighted } from './random.ts'

/** The demo's site: a planner for small teams. Path to title. */
export const TITLES: Readonly<Record<string, string>> = {
  '/': 'Harbour, the calm planner for small teams',
  '/pricing': 'Pricing',
  '/signup': 'Create your account',
  '/welcome': 'Welcome aboard',
  '/checkout': 'Checkout',
  '/checkout/done': 'Thank you',
  '/features/boards': 'Boards',
  '/features/calendar': 'Calendar',
  '/features/reports': 'Reports',
  '/customers': 'Customers',
  '/customers/northwind': 'How Northwind plans a quarter',
  '/about': 'About us',
  '/docs/api': 'API',
  '/docs/import': 'Import from elsewhere',
  '/blog/plan-a-week-in-ten-minutes': 'Plan a week in ten minutes',
  '/blog/standups-that-end': 'Stand-ups that end',
  '/blog/what-is-new': 'What is new in Harbour',
  '/lp/project-planning': 'Project planning without the meetings',
  '/lp/compare': 'Harbour compared',
  '/lp/teams': 'For teams of five to fifty',
  '/app': 'Today',
  '/app/board': 'Board',
  '/app/reports': 'Reports',
  '/app/settings': 'Settings',
}

/** Mean seconds that somebody who reads a page stays on it; the first that fits. */
const READING: readonly (readonly [start: string, seconds: number])[] = [
  ['/blog/', 105],
  ['/docs/', 80],
  ['/customers/', 75],
  ['/pricing', 48],
  ['/app', 62],
  ['/features/', 38],
  ['/lp/', 34],
  ['/signup', 41],
  ['/checkout', 55],
  ['/', 27],
]

export function readingTime(path: string): number {
  return READING.find(([start]) => path.startsWith(start))?.[1] ?? 30
}

/** Where people go on from any page before they have an account. */
export const ONWARD: Weighted<string> = [
  ['/', 10],
  ['/features/boards', 8],
  ['/features/calendar', 6],
  ['/features/reports', 4],
  ['/customers', 4],
  ['/customers/northwind', 2],
  ['/about', 2],
  ['/docs/api', 2],
  ['/docs/import', 2],
  ['/blog/plan-a-week-in-ten-minutes', 3],
  ['/blog/standups-that-end', 2],
  ['/blog/what-is-new', 2],
]

/** Where they go with one. */
export const INSIDE: Weighted<string> = [
  ['/app/board', 10],
  ['/app', 5],
  ['/app/reports', 4],
  ['/app/settings', 1],
  ['/docs/import', 1],
]

/** What they do there. */
export const DEEDS: Weighted<string> = [
  ['Task completed', 10],
  ['Report viewed', 4],
  ['Comment written', 3],
]
