/** Characters that the password of an account has at least. */
export const LEAST_PASSWORD = 10

/** The same of a shared link, which guards reports of one site for as long as it is shared. */
export const LEAST_SHARE_PASSWORD = 8
