import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDocument } from '../support/runner/document';
import { useReference } from '../support/runner/reference';

const FILE = join(import.meta.dirname, '../../server/http/reference/examples.json');
const NOON = 'at=2024-02-02T12:00:00%2B01:00';
const THREE = 'mutuelle=malakoff-humanis&mutuelle=alan&mutuelle=aesio-mutuelle';

/** What each example asks, at noon in Paris on 2 February 2024. */
const ASKED: readonly (readonly [path: string, asked: string])[] = [
  ['/api/v1/answers', `/api/v1/answers?profession=optician&${THREE}&${NOON}`],
  ['/api/v1/answers/{profession}/{mutuelle}', `/api/v1/answers/optician/malakoff-humanis?${NOON}`],
  ['/api/v1/answers/{profession}/{mutuelle}', `/api/v1/answers/optician/malakof?${NOON}`],
  ['/api/v1/answers/{profession}/{mutuelle}', '/api/v1/answers/optician/malakoff-humanis?at=2024-02-02'],
  [
    '/api/v1/answers/{profession}/platforms/{platform}',
    `/api/v1/answers/optician/platforms/viamedis?${NOON}`,
  ],
  [
    '/api/v1/answers/{profession}/mutuelles/{mutuelle}/timeline',
    `/api/v1/answers/optician/mutuelles/malakoff-humanis/timeline?${NOON}`,
  ],
  ['/api/v1/search', '/api/v1/search?profession=optician&q=m.g.e.n'],
  ['/api/v1/mutuelles', '/api/v1/mutuelles?q=malakof'],
  ['/api/v1/mutuelles/{id}', '/api/v1/mutuelles/malakoff-humanis'],
  ['/api/v1/platforms', `/api/v1/platforms?${NOON}`],
  ['/api/v1/platforms/{id}', `/api/v1/platforms/viamedis?${NOON}`],
  ['/api/v1/incidents', `/api/v1/incidents?${NOON}&limit=1`],
  ['/api/v1/incidents/{id}', `/api/v1/incidents/viamedis-2024?${NOON}`],
  ['/api/v1/notices', `/api/v1/notices?profession=pharmacist&${NOON}`],
  ['/api/v1/notices/{id}', '/api/v1/notices/n-e04'],
  ['/api/v2/status.json', `/api/v2/status.json?profession=optician&${NOON}`],
  ['/api/v2/incidents.json', `/api/v2/incidents.json?profession=optician&${NOON}`],
  ['/api/v2/incidents/unresolved.json', `/api/v2/incidents/unresolved.json?profession=optician&${NOON}`],
];

describe('the examples of the reference', () => {
  const reference = useReference();

  it('are what is answered, word for word; written again by vitest -u', async () => {
    const result = [];
    for (const [path, asked] of ASKED) {
      const { status, body } = await reference.doors.get(asked);
      result.push({ path, asked, status, answer: body });
    }
    await expect(`${JSON.stringify(result, null, 1)}\n`).toMatchFileSnapshot(FILE);
  });
  it('stand in the reference.document, each beside the schema it respects', () => {
    const { validate } = openDocument(reference.document);
    const found = Object.entries(reference.document.paths).flatMap(([path, { get }]) =>
      Object.entries(get?.responses ?? {}).flatMap(([status, { content }]) =>
        Object.entries(content ?? {}).flatMap(([type, { examples }]) =>
          Object.values(examples ?? {}).map(({ summary, value }) => {
            const asked = summary.replace('GET ', '');
            expect.soft(validate('GET', asked, Number(status), type, value), summary).toEqual([]);
            return [path, asked];
          }),
        ),
      ),
    );
    expect(found.sort()).toEqual([...ASKED].sort());
  });
});
