import type { Send } from '#server/delivery/channel';
import type { KeptTarget } from '#server/delivery/targets';
import type { Channel } from '#server/domain/facts/vocabulary';
import type { Peer, Taken } from './peer';

/** A way out, and what does the same by a library alone: the floor. */
export type Way = { channel: Channel; floor: string; open(): Promise<OpenWay> };
export type OpenWay = {
  peer: Peer;
  targetFor: (number: number) => KeptTarget;
  send: Send<never>;
  close: () => Promise<void>;
  /** The same messages, over as many connections. */
  byOthers: (ours: Taken) => Promise<void>;
};

/** So many pieces of work, some at once. */
export const handing = async (
  many: number,
  atOnce: number,
  work: (number: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0;
  const hand = async () => {
    while (next < many) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
};
