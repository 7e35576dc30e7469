import { Hono } from 'hono';
import type { Words } from '#server/contract/words';
import { fresh } from './fresh';
import type { Document } from './reference/openapi';
import { referencePage } from './reference/page';
import { REFERENCE_STYLE } from './reference/style';

/** `/api/v1/openapi.json`, and the same as a page of ours: nothing of it comes from elsewhere. */
export const reference = (words: Words, document: () => Document) =>
  new Hono()
    .get('/v1/openapi.json', (c) => c.json(fresh(c, document()), 200))
    .get('/docs', (c) => {
      const body = referencePage(words.reference, document());
      fresh(c, { body });
      return c.body(body, 200, { 'Content-Type': 'text/html; charset=utf-8' });
    })
    .get('/docs/style.css', (c) =>
      c.body(REFERENCE_STYLE, 200, {
        'Content-Type': 'text/css; charset=utf-8',
        'Cache-Control': 'public, max-age=3600',
      }),
    );
