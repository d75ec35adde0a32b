import type {
  LEAST_PASSWORD as OF_ACCOUNTS,
  LEAST_SHARE_PASSWORD as OF_LINKS,
} from '../../collector/auth/password-length.ts'

/** Characters, as the server has them: any other number here is a type error. */
export const LEAST_PASSWORD: typeof OF_ACCOUNTS = 10
export const LEAST_SHARE_PASSWORD: typeof OF_LINKS = 8
