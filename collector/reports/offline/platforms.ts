import { z } from 'zod'
import { unknownName } from '../../nearest.ts'

export const AD_PLATFORMS = ['google', 'meta', 'microsoft', 'linkedin'] as const
export type AdPlatform = (typeof AD_PLATFORMS)[number]

/** What goes out: what was reached, or what of it was given back. */
export const KINDS = ['conversions', 'adjustments'] as const
export type Kind = (typeof KINDS)[number]

/** What a platform takes. */
export interface Takes {
  /** Parameters that its clicks leave, in the order of precedence on one address. */
  readonly clicks: readonly string[]
  /** Days that a click counts for. */
  readonly clickDays: number
  /** Days after the click, or after the conversion, within which it must hear of the conversion. */
  readonly hears: { readonly since: 'click' | 'conversion'; readonly days: number }
  /** Days after the conversion within which it may be adjusted, null for any, and clicks whose conversions cannot be. */
  readonly adjusts?: { readonly days: number | null; readonly not: readonly string[] }
}

/**
 * As the platforms' own pages have them, which were not at hand when this was written: to be held against an account before it
 * is relied on. Google: no upload later than 90 days after the click (support.google.com/google-ads/answer/7014069), adjustments within
 * 55 days of the conversion (…/answer/7686280), none under a wbraid (developers.google.com/google-ads/api/docs/conversions/upload-adjustments). Microsoft: a goal's window has at most 90 days
 * (learn.microsoft.com/advertising/bulk-service/offline-conversion). Meta: 28 days are the longest window after a click, and
 * offline events may be 62 days old (developers.facebook.com/docs/marketing-api/conversions-api/offline-events). LinkedIn:
 * 90 days each (linkedin.com/help/lms/answer/a530615).
 */
export const TAKES: Readonly<Record<AdPlatform, Takes>> = {
  google: {
    clicks: ['gclid', 'gbraid', 'wbraid'],
    clickDays: 90,
    hears: { since: 'click', days: 90 },
    adjusts: { days: 55, not: ['wbraid'] },
  },
  meta: { clicks: ['fbclid'], clickDays: 28, hears: { since: 'conversion', days: 62 } },
  microsoft: {
    clicks: ['msclkid'],
    clickDays: 90,
    hears: { since: 'click', days: 90 },
    adjusts: { days: null, not: [] },
  },
  linkedin: { clicks: ['li_fat_id'], clickDays: 90, hears: { since: 'conversion', days: 90 } },
}

/** Name of a platform in any case. Any other is refused with the nearest. */
export const AdPlatformName = z
  .string()
  .max(50)
  .transform((name, context): AdPlatform => {
    const known = AD_PLATFORMS.find((platform) => platform === name.toLowerCase())
    if (known) return known
    context.addIssue({ code: 'custom', message: unknownName('platform', name, AD_PLATFORMS) })
    return z.NEVER
  })
  .meta({ enum: [...AD_PLATFORMS] })
