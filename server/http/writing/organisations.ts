import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import type { AuditEntry } from '#db/audit';
import { amendFact, appendFacts, readFact } from '#db/facts';
import { lockOrganisation } from '#db/organisations';
import { lockRestrictions } from '#db/restrictions';
import { applyNarrowings, restrict, waitingOn } from '#server/accounts/restrictions';
import { organisationBody, organisationRecord } from '#server/contract/directory-edits';
import { strongTag } from '#server/contract/entity-tag';
import { askedId } from '#server/contract/ids';
import type { Organisation } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { lostScope, type ScopePart, scopeWith } from '#server/domain/speakers/restrictions';
import { tellRestriction } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { checkVersion, versionOf } from '../kit/etag';
import type { Refusal } from '../kit/problems';
import { asksTwoOnRecord, bodyOf, creates, ofVersion } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId } from '../kit/suggestions';
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
  summary:
    'Changer le nom ou le périmètre d’une organisation ; ce qui le rétrécit vaut dans une heure, ou aussitôt à deux',
  request: { params: z.object({ id: askedId }), body: bodyOf(organisationBody) },
  responses: ofVersion(asksTwoOnRecord(organisationRecord, 'L’organisation telle qu’elle est maintenant')),
});

const alreadyThere = (id: string): Refusal => ({
  kind: 'conflict',
  detail: `« ${id} » existe déjà.`,
  cure: 'Donnez un autre identifiant, ou changez-la.',
});

export const organisationWriting = (deps: Deps) =>
  createRouter()
    .openapi(addRoute, (c) =>
      write(c, deps, 'organisation', async (writing) => {
        const organisation = c.req.valid('json');
        if (await readFact(writing.trx, 'organisations', organisation.id))
          return refuse(alreadyThere(organisation.id));
        const places = await knownPlaces(writing, organisation);
        if (!places.ok) return places;
        const entries = await appendFacts(writing.trx, 'organisations', 'organisation', [organisation]);
        return accept({
          status: 201,
          ...versioned(organisation),
          location: '/api/v1/organisations',
          entries,
        });
      }),
    )
    .openapi(changeRoute, async (c) => {
      const { id } = c.req.valid('param');
      const answered = await write(c, deps, 'organisation', async (writing) => {
        const { trx, now } = writing;
        await lockRestrictions(trx);
        await lockOrganisation(trx, id);
        const applied = await applyNarrowings(trx, id, now);
        const before = (await readFact(trx, 'organisations', id)) as Organisation | undefined;
        if (!before) return refuse(unknownId('organisation', id, '/param/id'));
        const version = checkVersion(c, before);
        if (!version.ok) return version;
        const after = { ...c.req.valid('json'), id };
        if (after.kind !== before.kind) return refuse(SAME_KIND);
        const places = await knownPlaces(writing, after);
        if (!places.ok) return places;
        const [lost, gained] = [lostScope(before, after), lostScope(after, before)];
        const narrowing = { action: 'scope-narrowing', target: id } as const;
        if (lost && (await waitingOn(trx, narrowing, now))) return refuse(NARROWING);
        const current = lost ? scopeWith(after, lost) : after;
        const entries = [
          ...applied,
          await amendFact(trx, 'organisations', 'organisation', before, current),
          ...(gained ? await asked(writing, { action: 'scope-widening', target: id }, gained) : []),
          ...(lost ? await asked(writing, narrowing, lost) : []),
        ];
        return accept({ status: lost ? 202 : 200, ...versioned(current), entries });
      });
      return tellRestriction(deps, c, answered, { action: 'scope-narrowing', target: id });
    });

const asked = async (
  { trx, now, writer }: Writing,
  { action, target }: { action: 'scope-narrowing' | 'scope-widening'; target: string },
  scope: ScopePart,
): Promise<AuditEntry[]> => {
  const given = { action, target, organisation: target, reason: null, scope };
  return (await restrict(trx, writer.person.account, given, now)).entries;
};

const NARROWING: Refusal = {
  kind: 'conflict',
  detail: 'Un rétrécissement du périmètre de cette organisation attend déjà.',
  cure: 'Confirmez-le ou annulez-le dans /espace/organisations, puis recommencez.',
};

const SAME_KIND: Refusal = {
  kind: 'conflict',
  detail: 'Une organisation ne change pas de nature : ce qu’elle a dit changerait de poids.',
  cure: 'Ajoutez-en une autre.',
};

const versioned = (organisation: Organisation) => {
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
