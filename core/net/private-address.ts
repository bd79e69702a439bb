import { BlockList, isIP, isIPv6 } from 'node:net'

/** Addresses that mean this machine, this network or nobody (IANA's special-purpose registries); IPv4 written as IPv6 is seen through. */
const PRIVATE = blockList(
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  // Ways of writing an IPv4 address inside an IPv6 one that lead wherever a gateway likes.
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['::', 96],
)

/** Names that are never looked up in the world's DNS, or mean something else in every network. */
const PRIVATE_NAME = /^(?:localhost|[^.]+)$|\.(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|onion)$/i

/** Whether an IP address, as text, lies within this machine or network. False for what is no address. */
export function isPrivateAddress(address: string): boolean {
  return isIP(address) !== 0 && PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Whether a URL's host name (as `URL` gives it: IPv6 in brackets, IPv4 always as four decimals) is private by its look. Names are not resolved. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  return isIP(bare) === 0 ? PRIVATE_NAME.test(bare) : isPrivateAddress(bare)
}

function blockList(...subnets: readonly (readonly [net: string, prefix: number])[]): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIPv6(net) ? 'ipv6' : 'ipv4')
  return list
}
