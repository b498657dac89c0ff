import net from 'node:net'

/** RFC 1918, link-local and loopback; ULA and link-local of IPv6 (RFC 4193, 4291). */
const office = new net.BlockList()
office.addSubnet('10.0.0.0', 8)
office.addSubnet('172.16.0.0', 12)
office.addSubnet('192.168.0.0', 16)
office.addSubnet('169.254.0.0', 16)
office.addSubnet('127.0.0.0', 8)
office.addSubnet('fc00::', 7, 'ipv6')
office.addSubnet('fe80::', 10, 'ipv6')
office.addAddress('::1', 'ipv6')

/** Whether an IP address can only be reached inside an office. */
export function isOfOffice(address: string): boolean {
  const [bare = ''] = address.split('%')
  return office.check(bare, net.isIPv6(bare) ? 'ipv6' : 'ipv4')
}
