import { describe, expect, it } from 'vitest';
import { createWriteQueue } from '#server/http/writing/write-queue';

/** Work that goes on until it is told to end. */
const aWork = () => {
  let end = () => {};
  const ended = new Promise<void>((done) => {
    end = done;
  });
  return { ended, end };
};
const settle = () => new Promise((done) => setImmediate(done));

describe('writers', () => {
  it('work so many at once, the others in the order they came', async () => {
    const inTurn = createWriteQueue(2, 10);
    const begun: number[] = [];
    const works = [0, 1, 2, 3].map(aWork);
    const done = works.map(({ ended }, each) =>
      inTurn(async () => {
        begun.push(each);
        await ended;
        return each;
      }),
    );
    await settle();
    expect(begun).toEqual([0, 1]);
    works[1]?.end();
    await settle();
    expect(begun).toEqual([0, 1, 2]);
    for (const { end } of works) end();
    expect(await Promise.all(done)).toEqual([0, 1, 2, 3]);
  });
  it('are turned away when too many wait, a little later while few are held, and never lose a place to one that fails', async () => {
    const inTurn = createWriteQueue(1, 1, { after: 50, most: 1 });
    const first = aWork();
    const failing = inTurn(async () => {
      await first.ended;
      throw new Error('made up');
    });
    const second = inTurn(async () => 'done');
    const told: string[] = [];
    const held = inTurn(async () => 'never').then((answer) => told.push(`held ${answer}`));
    await inTurn(async () => 'never').then((answer) => told.push(`at once ${answer}`));
    expect(told).toEqual(['at once null']);
    await held;
    expect(told).toEqual(['at once null', 'held null']);
    first.end();
    await expect(failing).rejects.toThrow('made up');
    expect(await second).toBe('done');
    expect(await inTurn(async () => 'again')).toBe('again');
  });
});
