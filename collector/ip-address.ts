import ipaddr from 'ipaddr.js'

/** What a rate limit counts as one client: an IPv4 address, or the /64 an IPv6 subscriber is given. */
export function subscriber(address: string): string {
  if (!address.includes(':') || !ipaddr.isValid(address)) return address
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.split('%')[0]}/64`).toString()
}

/** An address or CIDR range, IPv4 or IPv6. */
export function isAddressRange(text: string): boolean {
  return ipaddr.isValidCIDR(text) || ipaddr.isValid(text)
}
