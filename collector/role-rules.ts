/** Which role a group at the provider brings. */
export interface RoleRule {
  /** Its name there; `*`: everybody. */
  group: string
  role: 'owner' | 'editor' | 'viewer'
  /** Domain; null: all sites. */
  site: string | null
}

const RULE =
  /\s*(?:"(?<quoted>[^"]+)"|(?<plain>[^",\s][^",=]*))\s*=\s*(?<role>owner|editor|viewer)(?:@(?<site>[^\s,"=@]+))?\s*(?:,|$)/uy

function isRole(text: string | undefined): text is RoleRule['role'] {
  return text === 'owner' || text === 'editor' || text === 'viewer'
}

function ruleOf({ quoted, plain, role, site }: Record<string, string | undefined>) {
  const group = quoted ?? plain?.trimEnd()
  if (group === undefined || !isRole(role)) return undefined
  return { group, role, site: site?.toLowerCase() ?? null }
}

/**
 * `growth=owner, marketing=editor@example.com, *=viewer`: roles by what the provider says of a person. Names with commas or
 * equals signs stand in quotes: `"cn=growth,ou=groups"=owner`.
 */
export class RoleRules {
  readonly rules: readonly RoleRule[]
  readonly #text: string

  private constructor(rules: readonly RoleRule[], text: string) {
    this.rules = rules
    this.#text = text
  }

  /** Undefined for what is none. */
  static parse(text: string): RoleRules | undefined {
    const whole = text.trim()
    const rules: RoleRule[] = []
    RULE.lastIndex = 0
    while (RULE.lastIndex < whole.length) {
      const rule = ruleOf(RULE.exec(whole)?.groups ?? {})
      if (rule === undefined) return undefined
      rules.push(rule)
    }
    return rules.length === 0 ? undefined : new RoleRules(rules, whole)
  }

  /** Those that count for whoever is in these groups. */
  of(groups: readonly string[]): RoleRule[] {
    const held = new Set(groups)
    return this.rules.filter(({ group }) => group === '*' || held.has(group))
  }

  toString(): string {
    return this.#text
  }

  toJSON(): string {
    return this.#text
  }
}
