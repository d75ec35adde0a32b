import type { Room } from './room.ts'

const WORDS = ['dashboard', 'dashboard/texts', 'dashboard/words']
const STATE = [...WORDS, 'dashboard/models']
const DRAWN = [...STATE, 'dashboard/parts', 'dashboard/charts']
const BLOCKS = [
  'answers',
  'forms',
  'filters',
  'downloads',
  'tables',
  'sharing',
  'views',
  'page',
].map((name) => `blocks/${name}`)
const PAGES = [...DRAWN, ...BLOCKS, 'blocks']
const FRAMED = [...PAGES, 'views', 'views/frame']

/** Rooms of the pages; see rooms.ts. */
export const DASHBOARD_ROOMS: Record<string, Room> = {
  'dashboard/entry': {
    of: ['dashboard/main.tsx', 'dashboard/guest.tsx', 'dashboard/boot.ts'],
    may: [...STATE, 'dashboard/parts', 'views', 'views/guest', 'views/app'],
  },
  'dashboard/texts': { of: ['dashboard/texts/'], may: ['dashboard'] },
  'dashboard/words': {
    of: [
      'dates.ts',
      'format.ts',
      'names.ts',
      'refusals.ts',
      'spend-refusals.ts',
      'usual-refusals.ts',
    ].map((name) => `dashboard/${name}`),
    may: ['dashboard', 'dashboard/texts'],
    types: ['dashboard/models'],
  },
  'dashboard/models': { of: ['dashboard/models/'], may: WORDS },
  'dashboard/parts': { of: ['dashboard/parts/'], may: [] },
  'dashboard/charts': { of: ['dashboard/charts/'], may: ['dashboard/parts'] },
  'blocks/answers': { of: ['dashboard/blocks/answers/'], may: DRAWN },
  'blocks/forms': { of: ['dashboard/blocks/forms/'], may: [...DRAWN, ...BLOCKS.slice(0, 1)] },
  'blocks/filters': { of: ['dashboard/blocks/filters/'], may: [...DRAWN, ...BLOCKS.slice(0, 2)] },
  'blocks/downloads': {
    of: ['dashboard/blocks/downloads/'],
    may: [...DRAWN, ...BLOCKS.slice(0, 3)],
  },
  'blocks/tables': { of: ['dashboard/blocks/tables/'], may: [...DRAWN, ...BLOCKS.slice(0, 4)] },
  'blocks/sharing': { of: ['dashboard/blocks/sharing/'], may: [...DRAWN, ...BLOCKS.slice(0, 5)] },
  'blocks/views': { of: ['dashboard/blocks/views/'], may: [...DRAWN, ...BLOCKS.slice(0, 6)] },
  'blocks/page': { of: ['dashboard/blocks/page/'], may: [...DRAWN, ...BLOCKS.slice(0, 7)] },
  blocks: { of: ['dashboard/blocks/'], may: [...DRAWN, ...BLOCKS] },
  'views/frame': {
    of: ['dashboard/views/frame/', 'dashboard/views/palette/'],
    may: [...PAGES, 'views'],
  },
  'views/home': { of: ['dashboard/views/home/'], may: [...PAGES, 'views/frame'] },
  'views/guest': { of: ['dashboard/views/guest/'], may: [...FRAMED, 'views/app'] },
  'views/app': {
    of: ['app.tsx', 'missing.tsx', 'moved.tsx', 'report-pages.tsx'].map(
      (name) => `dashboard/views/${name}`,
    ),
    may: [...FRAMED, 'views/home'],
  },
  views: { of: ['dashboard/views/'], may: [...PAGES], apart: 'folders' },
  dashboard: { of: ['dashboard/'], may: [] },
}
