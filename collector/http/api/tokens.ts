import { z } from '@hono/zod-openapi'
import { refuseOver } from '../../auth/end.ts'
import {
  addToken,
  changeToken,
  listTokens,
  removeToken,
  Token,
  TokenChange,
  TokenInput,
  tokenById,
} from '../../auth/tokens.ts'
import { type ThingStore, things } from './things.ts'

const NewToken = Token.extend({
  token: z.string().openapi({ description: 'The secret; shown here and never again' }),
})

/** A site's tokens; if `shared`, those for all sites with them. */
function kept(shared: boolean): ThingStore<Token, TokenChange> {
  return {
    list: (settings, site) => listTokens(settings, { site, shared }),
    byId: (settings, site, id) => tokenById(settings, { site, shared }, id),
    replace: (settings, site, id, change) => changeToken(settings, { site, shared }, id, change),
    remove: (settings, site, id) => removeToken(settings, id, { site, shared }),
  }
}

export const tokens = things({
  one: 'token',
  many: 'Tokens',
  scopes: { read: 'admin', change: 'admin' },
  input: TokenInput,
  output: Token,
  added: NewToken,
  change: TokenChange,
  refuse: refuseOver,
  add: addToken,
  ...kept(false),
  everywhere: kept(true),
})
