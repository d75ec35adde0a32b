import { lazy } from '../blocks/answers/lazy.tsx'

/** The pages that show reports and change nothing, each loaded when it is first shown. */
export const Acquisition = lazy(
  async () => (await import('./acquisition/acquisition.tsx')).Acquisition,
)
export const Pages = lazy(async () => (await import('./pages/pages.tsx')).Pages)
export const Audience = lazy(async () => (await import('./audience/audience.tsx')).Audience)
export const Events = lazy(async () => (await import('./events/events.tsx')).Events)
export const Live = lazy(async () => (await import('./live/live.tsx')).Live)
