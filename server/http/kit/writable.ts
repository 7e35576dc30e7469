/** Whether the database takes what is written: while its disk is full, all that it holds is read as before. */
export const createWritable = () => {
  let isRefusing = false;
  let refusals = 0;
  return {
    /** A write was refused for want of space. */
    refused(): void {
      isRefusing = true;
      refusals += 1;
    },
    /** A write was taken. */
    taken(): void {
      isRefusing = false;
    },
    isRefusing: () => isRefusing,
    /** Since the start. */
    refusals: () => refusals,
  };
};
export type Writable = ReturnType<typeof createWritable>;
