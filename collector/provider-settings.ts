import { HiddenText } from './hidden-text.ts'
import type { RoleRules } from './role-rules.ts'
import { setting } from './setting.ts'
import { anyText, issuer, roleRules, scopeNames, yesOrNo } from './setting-values.ts'

/** Signing in at an OpenID provider, beside passwords. */
export const PROVIDER_SETTINGS = {
  oidcIssuer: setting<string | undefined>({
    flag: '--oidc-issuer <url>',
    env: 'TRIBUTARY_OIDC_ISSUER',
    fallback: undefined,
    description: 'OpenID provider at which people sign in; default: passwords only',
    parse: issuer,
  }),
  oidcClientId: setting<string | undefined>({
    flag: '--oidc-client-id <text>',
    env: 'TRIBUTARY_OIDC_CLIENT_ID',
    fallback: undefined,
    description: 'what the provider knows this server as',
    parse: anyText,
  }),
  oidcClientSecret: setting<HiddenText | undefined>({
    flag: '--oidc-client-secret <text>',
    env: 'TRIBUTARY_OIDC_CLIENT_SECRET',
    fallback: undefined,
    description: 'the secret that the provider gave; none for a public client',
    parse: (text) => new HiddenText(anyText(text)),
  }),
  oidcName: setting<string | undefined>({
    flag: '--oidc-name <text>',
    env: 'TRIBUTARY_OIDC_NAME',
    fallback: undefined,
    description: 'what the button calls the provider; default: its host',
    parse: anyText,
  }),
  oidcScopes: setting<string>({
    flag: '--oidc-scopes <list>',
    env: 'TRIBUTARY_OIDC_SCOPES',
    fallback: 'openid email profile',
    description: 'what the provider is asked to tell',
    parse: scopeNames,
  }),
  oidcRolesClaim: setting<string>({
    flag: '--oidc-roles-claim <name>',
    env: 'TRIBUTARY_OIDC_ROLES_CLAIM',
    fallback: 'groups',
    description: 'claim that names the groups of a person, with dots for one within another',
    parse: anyText,
  }),
  oidcRoles: setting<RoleRules | undefined>({
    flag: '--oidc-roles <list>',
    env: 'TRIBUTARY_OIDC_ROLES',
    fallback: undefined,
    description:
      'roles by group, like growth=owner,marketing=editor@example.com,*=viewer; default: only who has a role here',
    parse: roleRules,
  }),
  oidcTrustEmail: setting<boolean>({
    flag: '--oidc-trust-email',
    env: 'TRIBUTARY_OIDC_TRUST_EMAIL',
    fallback: false,
    description: 'take e-mail addresses for checked though the provider does not say so',
    parse: yesOrNo,
  }),
} as const
