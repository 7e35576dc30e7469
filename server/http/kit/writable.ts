/** Less room than this, in bytes, is none: PostgreSQL writes its journal by sixteen megabytes. */
const LEAST_ROOM = 16 * 1024 * 1024;
/** Room found so long after the last refusal says that the next write is taken, milliseconds. */
const AGAIN_MS = 2_000;

type Given = {
  /** Bytes that may still be written beside us; null: nobody looks. */
  room: () => Promise<number | null>;
  /** Whether the database writes in the same place. */
  isSamePlace: boolean;
  begun: () => void;
  over: () => void;
};
const NOBODY_LOOKS: Given = {
  room: async () => null,
  isSamePlace: false,
  begun: () => undefined,
  over: () => undefined,
};

/** Whether what is written is taken: while a disk is full, all that is there is read as before. */
export const createWritable = ({ room, isSamePlace, begun, over } = NOBODY_LOOKS) => {
  let refusedAt: number | null = null;
  let refusals = 0;
  const taken = (): void => {
    if (refusedAt === null) return;
    refusedAt = null;
    over();
  };
  return {
    /** A write was refused for want of space. */
    refused(): void {
      refusedAt = performance.now();
      refusals += 1;
      begun();
    },
    /** A write was taken. */
    taken,
    /** Whether the next one would be refused, as far as one sees. */
    async isRefusing(): Promise<boolean> {
      const left = await room();
      if (left !== null && left < LEAST_ROOM) return true;
      const isRoomAgain = left !== null && isSamePlace;
      if (refusedAt !== null && isRoomAgain && performance.now() - refusedAt > AGAIN_MS) taken();
      return refusedAt !== null;
    },
    /** Since the start. */
    refusals: () => refusals,
    room,
  };
};
export type Writable = ReturnType<typeof createWritable>;
