import { refuseOver } from '../../auth/end.ts'
import {
  addShare,
  changeShare,
  listShares,
  removeShare,
  Share,
  ShareChange,
  ShareInput,
  shareById,
} from '../../auth/shares.ts'
import { things } from './things.ts'

export const shares = things({
  one: 'shared link',
  many: 'Shared links',
  scopes: { read: 'admin', change: 'admin' },
  input: ShareInput,
  output: Share,
  change: ShareChange,
  refuse: refuseOver,
  list: listShares,
  byId: shareById,
  add: addShare,
  replace: changeShare,
  remove: removeShare,
  noted: ({ path: _, ...share }) => share,
})
