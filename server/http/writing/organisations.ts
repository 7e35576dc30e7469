import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { amendFact, appendFacts, readFact } from '#db/facts';
import { organisationBody, organisationRecord } from '#server/contract/directory-edits';
import { strongTag } from '#server/contract/entity-tag';
import { askedId } from '#server/contract/ids';
import type { Organisation } from '#server/domain/directory';
import { accept, type Result, refuse } from '#server/domain/result';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { unknownId } from '../kit/suggestions';
import type { Refusal } from '../problems';
import { checkVersion, versionOf } from '../versions';
import { bodyOf, changes, creates } from './replies';
import { type Writing, write } from './write';

const addRoute = createRoute({
  method: 'post',
  path: '/organisations',
  summary: 'Ajouter une organisation qui parle',
  request: { body: bodyOf(organisationBody) },
  responses: creates(organisationRecord, 'L’organisation'),
});

const changeRoute = createRoute({
  method: 'put',
  path: '/organisations/{id}',
  summary: 'Changer le nom ou le périmètre d’une organisation',
  request: { params: z.object({ id: askedId }), body: bodyOf(organisationBody) },
  responses: changes(organisationRecord, 'L’organisation'),
});

export const organisationWriting = (deps: Deps) =>
  createDoors()
    .openapi(addRoute, (c) =>
      write(c, deps, 'organisation', async (writing) => {
        const organisation = c.req.valid('json');
        if (await readFact(writing.trx, 'organisations', organisation.id)) {
          const detail = `« ${organisation.id} » existe déjà.`;
          return refuse({ kind: 'conflict', detail, cure: 'Donnez un autre identifiant, ou changez-la.' });
        }
        const places = await knownPlaces(writing, organisation);
        if (!places.ok) return places;
        const deeds = await appendFacts(writing.trx, 'organisations', 'organisation', [organisation]);
        return accept({ status: 201, ...told(organisation), deeds });
      }),
    )
    .openapi(changeRoute, (c) =>
      write(c, deps, 'organisation', async (writing) => {
        const { id } = c.req.valid('param');
        const { trx } = writing;
        await trx.selectFrom('organisation').select('id').where('id', '=', id).forUpdate().execute();
        const before = await readFact(trx, 'organisations', id);
        if (!before) return refuse(unknownId('organisation', id, '/param/id'));
        const version = checkVersion(c, before);
        if (!version.ok) return version;
        const after = { ...c.req.valid('json'), id };
        if (after.kind !== before.kind) return refuse(SAME_KIND);
        const places = await knownPlaces(writing, after);
        if (!places.ok) return places;
        const deed = await amendFact(trx, 'organisations', 'organisation', before, after);
        return accept({ status: 200, ...told(after), deeds: [deed] });
      }),
    );

const SAME_KIND: Refusal = {
  kind: 'conflict',
  detail: 'Une organisation ne change pas de nature : ce qu’elle a dit changerait de poids.',
  cure: 'Ajoutez-en une autre.',
};

const told = (organisation: Organisation) => {
  const etag = strongTag(versionOf(organisation));
  return { body: { ...organisation, etag }, etag };
};

const knownPlaces = async (
  { trx }: Writing,
  { platforms, mutuelles }: Organisation,
): Promise<Result<null, Refusal>> => {
  const named = [
    ...platforms.map((id) => ({ list: 'platforms', noun: 'platform', id }) as const),
    ...mutuelles.map((id) => ({ list: 'mutuelles', noun: 'mutuelle', id }) as const),
  ];
  for (const { list, noun, id } of named) {
    if (await readFact(trx, list, id)) continue;
    return refuse(unknownId(noun, id, `/${list}`));
  }
  return accept(null);
};
