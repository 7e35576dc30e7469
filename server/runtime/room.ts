import { access, constants, statfs } from 'node:fs/promises';

/** Bytes that may still be written in a folder; 0 where nothing may, for want of room or of the right to. */
export const roomIn = async (folder: string): Promise<number> => {
  try {
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
};
