import type { Outcome } from '../training/job.ts';
import { type Life, phaseAt } from './life.ts';

/** First-level phases of a network (section 10.9), and that it is no more. */
export type NetworkPhase = 'Creating' | 'Active' | 'Abnormal' | 'Gone';

/** A connection to a VPC of the customer. */
export type Peer = {
  readonly vpc: string;
  readonly subnet: string;
  readonly gateway: boolean;
  /** As the request wrote it. */
  readonly wire: Readonly<Record<string, unknown>>;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly since: number;
};

/** A network. Times are milliseconds since the epoch, by the clock of the simulation unless said otherwise. */
export type Network = {
  /** The server's name for it. */
  readonly id: string;
  readonly name: string;
  readonly user: string;
  readonly workspaceId: string;
  readonly cidr: string;
  readonly createdAt: number;
  /** When it was created by the real clock; late visibility counts from here. */
  readonly madeAt: number;
  readonly outcome: Outcome;
  description: string | undefined;
  peers: readonly Peer[];
  life: Life<NetworkPhase>;
  deletedAt?: number;
};

/** Whether it exists at `now`. */
export const exists = ({ createdAt, life }: Network, now: number): boolean =>
  createdAt <= now && phaseAt(life, now) !== 'Gone';

/** A peer VPC whose id begins so cannot be reached: its connection becomes Abnormal. */
export const UNREACHABLE = /^unreachable/;

/** The state of a connection at `now`. */
export function peerPhase({ vpc, since }: Peer, now: number, peerMs: number) {
  if (now < since + peerMs) return 'Connecting';
  return UNREACHABLE.test(vpc) ? 'Abnormal' : 'Active';
}

const RANGES = [
  { base: 0xac100000, shortest: 12 },
  { base: 0xc0a80000, shortest: 16 },
];

/** Whether a text is a network within 172.16.0.0/12 or 192.168.0.0/16, with at most 24 bits of mask (table 10-38). */
export function isCidr(text: string): boolean {
  const [, address = '', mask = ''] = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(text) ?? [];
  const bytes = address.split('.').map(Number);
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255) || Number(mask) > 24) return false;
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return RANGES.some(
    ({ base, shortest }) =>
      Number(mask) >= shortest && number >= base && number < base + 2 ** (32 - shortest),
  );
}
