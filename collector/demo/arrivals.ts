import type { Weighted } from './random.ts'

/** One way to come to the demo's site. */
export interface Arrival {
  path: string
  /** `source / medium / campaign`, with content or term where there is one. */
  tags?: string
  /** Slug of the short link that they follow. */
  link?: string
  click?: 'gclid' | 'msclkid' | 'fbclid'
  referrer?: string
  /** How often, beside the others, on an ordinary day. */
  weight: number
  /** How much likelier than average its people are to look on and to buy. */
  keen: number
  /** How many of those who sign up by it buy at once; the others think it over as everybody does. */
  sure?: number
  /** What a click costs, for what is paid. */
  cost?: number
  /** What is spent beside the usual in each week, over and over: who comes for more of it is less keen. */
  budget?: readonly number[]
  /** Only on days with these numbers from the start: the first and the one after the last. */
  days?: readonly [from: number, until: number]
  /** Only on this day of the week, Sunday being 0. */
  weekday?: number
  /** Daily growth of the weight. */
  growth?: number
}

/** The days of a podcast's episode and of the product's launch, counted from the start. */
export const PODCAST_DAY = 62
export const LAUNCH_DAY = 72
/** When an ad on YouTube ran. */
export const VIDEO_DAYS = [20, 75] as const

/** How people come for the first time. */
export const FIRST: readonly Arrival[] = [
  { path: '/', weight: 19, keen: 1.1 },
  { path: '/', referrer: 'https://www.google.com/', weight: 13, keen: 1.1 },
  {
    path: '/blog/plan-a-week-in-ten-minutes',
    referrer: 'https://www.google.com/',
    weight: 9,
    keen: 0.5,
  },
  { path: '/blog/standups-that-end', referrer: 'https://www.google.com/', weight: 6, keen: 0.5 },
  { path: '/features/boards', referrer: 'https://www.google.de/', weight: 4, keen: 1 },
  { path: '/', referrer: 'https://www.bing.com/', weight: 3, keen: 1 },
  { path: '/docs/api', referrer: 'https://duckduckgo.com/', weight: 2, keen: 0.8 },
  { path: '/', tags: 'google/cpc/brand', click: 'gclid', weight: 5, keen: 1.8, cost: 0.6 },
  {
    path: '/lp/project-planning',
    tags: 'google/cpc/planning-software//project planning software',
    click: 'gclid',
    weight: 13,
    keen: 1.4,
    // Who searches for the kind by name wants one now.
    sure: 0.9,
    cost: 5,
    // Spent on far beyond what it can bring: the saturated campaign.
    budget: [0.2, 0.5, 1.5, 3, 4.5, 2.2, 0.7, 0.3, 1.2, 3.5, 4.5, 0.9],
  },
  {
    path: '/lp/compare',
    tags: 'google/cpc/competitors//alternatives',
    click: 'gclid',
    weight: 3,
    keen: 1.3,
    cost: 0.8,
  },
  {
    path: '/lp/project-planning',
    tags: 'bing/cpc/planning-tools',
    click: 'msclkid',
    weight: 4.5,
    // Little is spent, and each click more brings as much as the others: the campaign to spend more on.
    keen: 2,
    sure: 0.6,
    cost: 0.8,
  },
  {
    path: '/lp/teams',
    tags: 'facebook/paid_social/small-teams/video',
    click: 'fbclid',
    weight: 5,
    // Many come and nobody buys: the campaign to find and to stop.
    keen: 0.2,
    cost: 1.3,
  },
  {
    path: '/lp/teams',
    tags: 'facebook/paid_social/small-teams/carousel',
    click: 'fbclid',
    weight: 3,
    keen: 0.2,
    cost: 1.3,
  },
  { path: '/lp/teams', tags: 'linkedin/paid_social/team-leads', weight: 3, keen: 1.7, cost: 2.1 },
  {
    path: '/',
    tags: 'youtube/cpv/product-tour',
    link: 'tour',
    weight: 2,
    keen: 0.7,
    cost: 0.4,
    days: VIDEO_DAYS,
  },
  { path: '/', tags: 'google/display/autumn', weight: 2, keen: 0.3, cost: 0.35, days: [30, 400] },
  { path: '/', referrer: 'https://t.co/', weight: 3, keen: 0.6 },
  { path: '/customers', referrer: 'https://www.linkedin.com/', weight: 2, keen: 0.9 },
  { path: '/blog/standups-that-end', referrer: 'https://www.reddit.com/', weight: 2, keen: 0.5 },
  { path: '/', referrer: 'https://www.youtube.com/', weight: 1, keen: 0.7 },
  {
    path: '/blog/what-is-new',
    tags: 'newsletter/email/weekly',
    link: 'weekly',
    weight: 16,
    keen: 1.4,
    weekday: 2,
  },
  { path: '/pricing', referrer: 'https://www.capterra.com/', weight: 3, keen: 1.6 },
  { path: '/docs/api', referrer: 'https://github.com/', weight: 1, keen: 0.9 },
  { path: '/', tags: 'chatgpt.com', weight: 2, keen: 1.5, growth: 0.012 },
  {
    path: '/features/boards',
    referrer: 'https://www.perplexity.ai/',
    weight: 0.8,
    keen: 1.3,
    growth: 0.01,
  },
  { path: '/', referrer: 'https://claude.ai/', weight: 0.5, keen: 1.4, growth: 0.01 },
  { path: '/pricing', tags: 'saas-picks/affiliate/review', link: 'picks', weight: 2, keen: 1.2 },
  {
    path: '/lp/teams',
    tags: 'ship-it/audio/episode-41',
    link: 'ship-it',
    weight: 0.8,
    keen: 1.1,
    days: [PODCAST_DAY, 84],
  },
  {
    path: '/',
    referrer: 'https://www.producthunt.com/',
    weight: 60,
    keen: 0.6,
    days: [LAUNCH_DAY, LAUNCH_DAY + 2],
  },
  {
    path: '/blog/what-is-new',
    referrer: 'https://news.ycombinator.com/',
    weight: 40,
    keen: 0.4,
    days: [LAUNCH_DAY, LAUNCH_DAY + 1],
  },
  // What goes wrong in practice, so that the page on data quality has something to show.
  { path: '/lp/teams', tags: 'fb/Paid_Social/Small-Teams', weight: 0.6, keen: 0.2 },
  { path: '/lp/teams', tags: 'facebok/paid_social/small-teams', weight: 0.9, keen: 0.2 },
  { path: '/', tags: 'google/cpc/{campaignid}', click: 'gclid', weight: 0.5, keen: 1 },
  { path: '/lp/compare', tags: 'partner-site/button-2/compare', weight: 0.4, keen: 0.8 },
]

/** How those come who were here before. */
export const AGAIN: readonly Arrival[] = [
  { path: '/', weight: 52, keen: 1.3 },
  { path: '/', referrer: 'https://www.google.com/', weight: 20, keen: 1.3 },
  { path: '/pricing', weight: 8, keen: 1.6 },
  {
    path: '/',
    tags: 'facebook/paid_social/retargeting',
    click: 'fbclid',
    weight: 8,
    keen: 1.2,
    cost: 1.1,
  },
  { path: '/', tags: 'google/cpc/brand', click: 'gclid', weight: 6, keen: 1.6, cost: 0.6 },
  {
    path: '/blog/what-is-new',
    tags: 'newsletter/email/weekly',
    link: 'weekly',
    weight: 12,
    keen: 1.3,
    weekday: 2,
  },
]

/** How customers come to their own product, and what brings them back when it is time to pay. */
export const CUSTOMERS: readonly Arrival[] = [
  { path: '/app', weight: 88, keen: 1 },
  { path: '/app', referrer: 'https://www.google.com/', weight: 6, keen: 1 },
  { path: '/app', tags: 'harbour/email/weekly-summary', weight: 6, keen: 1 },
]
export const BUYERS: readonly Arrival[] = [
  { path: '/pricing', tags: 'harbour/email/trial-ending', link: 'trial', weight: 24, keen: 1 },
  { path: '/app', weight: 20, keen: 1 },
  { path: '/', tags: 'google/cpc/brand', click: 'gclid', weight: 14, keen: 1, cost: 0.6 },
  { path: '/', referrer: 'https://www.google.com/', weight: 12, keen: 1 },
  {
    path: '/pricing',
    tags: 'facebook/paid_social/retargeting',
    click: 'fbclid',
    weight: 12,
    keen: 1,
    cost: 1.1,
  },
  {
    path: '/lp/project-planning',
    tags: 'google/cpc/planning-software//project planning software',
    click: 'gclid',
    weight: 7,
    keen: 1,
    cost: 5,
  },
  {
    path: '/lp/project-planning',
    tags: 'bing/cpc/planning-tools',
    click: 'msclkid',
    weight: 4,
    keen: 1,
    cost: 0.8,
  },
  { path: '/pricing', tags: 'saas-picks/affiliate/review', link: 'picks', weight: 5, keen: 1 },
  { path: '/', tags: 'chatgpt.com', weight: 4, keen: 1 },
]

/** Arrivals with their weights, for those that do not change from day to day. */
export function usual(arrivals: readonly Arrival[]): Weighted<Arrival> {
  return arrivals.map((arrival) => [arrival, arrival.weight])
}
