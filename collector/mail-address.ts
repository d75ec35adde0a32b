/** RFC 5321 in the form that people have: no quotes, no comments, nothing that ends a header or an envelope. */
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u

/** Whether e-mail can go there: one address, without a name. */
export function isMailAddress(text: string): boolean {
  const [local = '', domain = '', more] = text.split('@')
  if (more !== undefined || local.length > 64 || domain.length > 190) return false
  return LOCAL.test(local) && DOMAIN.test(domain)
}
