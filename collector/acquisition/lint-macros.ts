import type { Doubt } from './link-doubt.ts'
import { isNear } from './near.ts'
import { fillsIn, macrosIn, PLATFORM_NAMES, PLATFORMS, type PlatformName } from './platforms.ts'
import type { LinkTag } from './tag-link.ts'

/** Macros that nobody fills in where the link runs, with the one that was meant. */
export function macroDoubts(
  field: LinkTag,
  value: string,
  platform: PlatformName | undefined,
): Doubt[] {
  return macrosIn(value).flatMap((macro): Doubt[] => {
    if (platform && fillsIn(platform, macro)) return []
    const others = PLATFORM_NAMES.filter((name) => fillsIn(name, macro))
    const meant = platform && nearMacro(platform, macro)
    const fix = meant === undefined ? {} : { fixed: value.replace(macro, () => meant) }
    return [{ field, kind: others.length > 0 ? 'elsewhere' : 'macro', about: macro, ...fix }]
  })
}

/** The platform's macro of the same letters: `{campaign_id}` is `{campaignid}`, `{{Ad.Name}}` is `{{ad.name}}`. */
function nearMacro(platform: PlatformName, macro: string): string | undefined {
  const name = lettersOf(macro)
  const known: readonly string[] = PLATFORMS[platform].macros
  return (
    known.find((other) => lettersOf(other) === name) ??
    known.find((other) => isNear(lettersOf(other), name))
  )
}

function lettersOf(macro: string): string {
  return macro.toLowerCase().replace(/[^a-z\d]/gu, '')
}
