import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from '#server/contract/answers';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';
import { FEBRUARY_2024 } from '../support/world/february-2024';

const instant = (text: string) => encodeURIComponent(`${text.replace(' ', 'T')}:00+01:00`);

describe('February 2024, asked over HTTP of a real database', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let doors: ReturnType<typeof openDoors>;
  beforeAll(async () => {
    database = await createDatabase('seeded');
    doors = openDoors(database);
  });
  afterAll(() => database.close());

  it.each(FEBRUARY_2024)('$at: $profession, $mutuelle → $verdict, payment $payment', async (row) => {
    const knownAt = row.knownAt ? `&knownAt=${instant(row.knownAt)}` : '';
    const asked = `at=${instant(row.at)}${knownAt}`;
    const one = await doors.get(`/api/v1/answers/${row.profession}/${row.mutuelle}?${asked}`);
    expect(answer.parse(one.body)).toMatchObject({ verdict: row.verdict, payment: row.payment });
    const board = await doors.get(
      `/api/v1/answers?profession=${row.profession}&mutuelle=${row.mutuelle}&${asked}`,
    );
    expect(board.body.answers).toMatchObject([{ verdict: row.verdict, payment: row.payment }]);
  });
});
