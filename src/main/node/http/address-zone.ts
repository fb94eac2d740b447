import { BlockList, isIP } from 'node:net';

/**
 * Where an address leads: this computer, the local network, or the public internet. `special` is
 * everything no server has a reason to name (link-local and cloud metadata, unspecified,
 * multicast, reserved, and tunnels that embed an address of any kind).
 */
export type AddressZone = 'loopback' | 'lan' | 'special' | 'public';

type Range = readonly [network: string, prefix: number];

const loopback = blockList(['127.0.0.0', 8], ['::1', 128]);
const lan = blockList(
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['fc00::', 7],
);
const special = blockList(
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
);

const loopbackNames = /^(.+\.)?(localhost|ip6-localhost|ip6-loopback)$/;
const lanNames = /\.(local|internal|intranet|lan|home|corp|home\.arpa)$/;

/**
 * The zone of a host as `URL.hostname` gives it (so octal, hex and short forms of IPv4 are already
 * plain), or of a resolved address. A name without a dot, or under a suffix that public DNS does
 * not serve, is of the local network. IPv4 inside IPv6 (::ffff:a.b.c.d) counts as the IPv4.
 */
export function addressZone(host: string): AddressZone {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  const version = isIP(name);
  if (version === 0) return nameZone(name);
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (loopback.check(name, family)) return 'loopback';
  if (lan.check(name, family)) return 'lan';
  return special.check(name, family) || isIpv4Compatible(name) ? 'special' : 'public';
}

function nameZone(name: string): AddressZone {
  if (loopbackNames.test(name)) return 'loopback';
  return name.includes('.') && !lanNames.test(name) ? 'public' : 'lan';
}

/** `::a.b.c.d`, long deprecated (RFC 4291 section 2.5.5.1), still names an IPv4 address. */
function isIpv4Compatible(address: string): boolean {
  return /^::[0-9a-f]{1,4}(:[0-9a-f]{1,4})?$/.test(address);
}

function blockList(...ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) {
    list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
