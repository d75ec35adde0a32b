import { z } from '@hono/zod-openapi'
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
import { found } from '../../config/refusal.ts'
import { things } from './things.ts'

const NewToken = Token.extend({
  token: z.string().openapi({ description: 'The secret; shown here and never again' }),
})

export const tokens = things({
  one: 'token',
  many: 'Tokens',
  scopes: { read: 'admin', change: 'admin' },
  input: TokenInput,
  output: Token,
  added: NewToken,
  change: TokenChange,
  list: listTokens,
  byId: tokenById,
  add: addToken,
  replace: changeToken,
  async remove(settings, site, id) {
    found((await removeToken(settings, id, site)) || undefined, `token "${id}"`)
  },
})
