import type { ServerTransport } from './server.ts';

type TransportType = ServerTransport['type'];

/** What every place but the one that opens a transport needs to know of it. */
interface Traits {
  /** A program that is started here, an address that is contacted, or a part of Patchbay. */
  readonly kind: 'program' | 'address' | 'built-in';
  /** Whether a session of the 2026-07-28 revision needs no connection of its own. */
  readonly isStateless: boolean;
}

const traits = {
  stdio: { kind: 'program', isStateless: false },
  'streamable-http': { kind: 'address', isStateless: true },
  sse: { kind: 'address', isStateless: false },
  websocket: { kind: 'address', isStateless: false },
  'built-in': { kind: 'built-in', isStateless: false },
} as const satisfies Record<TransportType, Traits>;

type OfKind<K extends Traits['kind']> = {
  [T in TransportType]: (typeof traits)[T]['kind'] extends K ? T : never;
}[TransportType];

interface Typed {
  readonly type: TransportType;
}

/** Transports that start a program on this computer. */
export type ProgramType = OfKind<'program'>;

/** Transports that contact an address. */
export type AddressType = OfKind<'address'>;

/** Whether it starts a program, which has arguments and an environment. */
export function isProgram<T extends Typed>(
  transport: T,
): transport is Extract<T, { type: ProgramType }> {
  return traits[transport.type].kind === 'program';
}

/** Whether it contacts an address, which has headers. */
export function hasAddress<T extends Typed>(
  transport: T,
): transport is Extract<T, { type: AddressType }> {
  return traits[transport.type].kind === 'address';
}

/** Whether its sessions of the modern era keep no connection, so that none can be lost. */
export function isStateless({ type }: Typed): boolean {
  return traits[type].isStateless;
}

/** The part of a transport that values hang on: those of its environment, or its headers. */
type Valued<V> =
  | { readonly type: ProgramType; readonly env: Readonly<Record<string, V>> }
  | { readonly type: AddressType; readonly headers: Readonly<Record<string, V>> }
  | { readonly type: 'built-in' };

/** The values a transport carries, by the name of their variable or header. */
export function valuesOf<V>(transport: Valued<V>): Readonly<Record<string, V>> {
  if (isProgram(transport)) return transport.env;
  return hasAddress(transport) ? transport.headers : {};
}

/** Where a transport leads, as a person reads it: the command line, the address, or nothing. */
export function targetOf(transport: Pointed): string {
  if (isProgram(transport)) return [transport.command, ...transport.args].join(' ');
  return hasAddress(transport) ? transport.url : '';
}

type Pointed =
  | { readonly type: ProgramType; readonly command: string; readonly args: readonly string[] }
  | { readonly type: AddressType; readonly url: string }
  | { readonly type: 'built-in' };
