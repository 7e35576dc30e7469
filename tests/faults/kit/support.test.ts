import { describe, expect, it } from 'vitest';
import { atEnd, undoAll, undoneAfter } from './support';

const undone: string[] = [];
const leaves = (name: string) => atEnd(async () => void undone.push(name));

describe('what is undone after some work', () => {
  it('is what the work left, last first, and nothing made before it', async () => {
    undone.length = 0;
    leaves('before');
    const found = await undoneAfter(async () => {
      leaves('first');
      leaves('second');
      return 'found';
    });
    expect(found).toBe('found');
    expect(undone).toEqual(['second', 'first']);
    await undoAll();
    expect(undone).toEqual(['second', 'first', 'before']);
  });
  it('is undone when the work fails', async () => {
    undone.length = 0;
    const failing = undoneAfter(async () => {
      leaves('first');
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(undone).toEqual(['first']);
  });
  it('is undone once when all is undone meanwhile', async () => {
    undone.length = 0;
    await undoneAfter(async () => {
      leaves('first');
      await undoAll();
    });
    expect(undone).toEqual(['first']);
  });
});
