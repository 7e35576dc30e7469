import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Db } from '#db/database';
import { personsWhoSaid } from '#db/persons';
import type { Writer } from '#server/accounts/writer';
import { noticePreview, noticePreviewBody, preview, previewBody } from '#server/contract/space';
import { grouped } from '#server/domain/facts/grouped';
import { type Result, refuse } from '#server/domain/facts/result';
import { isBad, type Statement, stands } from '#server/domain/facts/statements';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { answerForOperator } from '#server/domain/judgement/answer';
import { type Known, knownFacts, knownOf } from '#server/domain/judgement/known-facts';
import { outageStart } from '#server/domain/judgement/outage-start';
import { answersReached, type Reached } from '#server/domain/judgement/reach';
import { importedFrom } from '#server/domain/speakers/independence';
import { mayWitness, type Return } from '#server/domain/speakers/witness';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { isOwnPage, readerOf } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes } from '../kit/replies';
import { askRecord, unknownPlatform } from '../kit/request-scope';
import { createRouter } from '../kit/router';

const previewRoute = createRoute({
  method: 'post',
  path: '/preview',
  summary: 'Ce que dirait le tableau de chaque profession, avant d’envoyer',
  request: { body: bodyOf(previewBody) },
  responses: changes(preview, 'Par profession, maintenant et après'),
});

const noticeRoute = createRoute({
  method: 'post',
  path: '/preview/notice',
  summary: 'De combien de réponses un avis changerait « Que faire », avant de le publier',
  request: { body: bodyOf(noticePreviewBody) },
  responses: changes(noticePreview, 'Combien, et les dix premières'),
});

/** Who composes, unless it does so too often: each preview judges every board. */
export const composer = async (deps: Deps, c: Context): Promise<Result<Writer, Refusal>> => {
  const writer = await readerOf(deps, c);
  if (!writer.ok) return writer;
  if (writer.value.session && !isOwnPage(deps, c)) return refuse({ kind: 'cross-site' });
  const retryAfter = await deps.attempts.compose(writer.value.person.account);
  return retryAfter > 0 ? refuse({ kind: 'too-many', retryAfter }) : writer;
};

const FIRST_SHOWN = 10;

const countsOf = (reached: readonly Reached[]) => {
  const advised = reached.filter(({ isAdvised }) => isAdvised);
  return {
    reached: reached.length,
    advised: advised.length,
    possible: advised.filter(({ verdict }) => verdict === 'possible').length,
    asText: reached.length - advised.length,
  };
};

export const previews = (deps: Deps) =>
  createRouter()
    .openapi(noticeRoute, async (c) => {
      const writer = await composer(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      const reading = await askRecord(deps, {});
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read, known } = reading.value;
      const { by, ...body } = c.req.valid('json');
      const notice = {
        ...body,
        id: 'draft',
        by: by ?? writer.value.organisation.id,
        publishedAt: read.at,
        withdrawnAt: null,
        withdrawalReason: null,
        storedAt: read.at,
        corrects: null,
      };
      const reached = answersReached(known, notice);
      const advised = reached.filter(({ isAdvised }) => isAdvised);
      const nameOf = (id: string) => read.directory.mutuelles.get(id)?.name ?? id;
      const own = grouped(reached, ({ profession }) => profession);
      return answer(c, {
        ...countsOf(reached),
        professions: [...own].map(([profession, some]) => ({ profession, ...countsOf(some) })),
        first: advised.slice(0, FIRST_SHOWN).map(({ profession, mutuelle, verdict, payment }) => ({
          profession,
          mutuelle,
          name: nameOf(mutuelle),
          verdict,
          payment,
        })),
      });
    })
    .openapi(previewRoute, async (c) => {
      const writer = await composer(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      const reading = await askRecord(deps, {});
      if (!reading.ok) return refusal(c, reading.refusal);
      const { read, known } = reading.value;
      const { platform, statements } = c.req.valid('json');
      const unknown = unknownPlatform(read.directory, platform);
      if (unknown) return refusal(c, unknown);
      const returns = await returnsOf(deps.db, known, platform);
      const { person, session, organisation } = writer.value;
      const speaker = { person, isByKey: session === null };
      const drafted = statements.map((body, index): Statement => {
        const said = {
          ...body,
          id: `draft-${index}`,
          by: organisation.id,
          platform,
          effectiveAt: body.effectiveAt ?? read.at,
          recordedAt: read.at,
          storedAt: read.at,
        };
        const asked = { now: read.at, outageSince: outageStart(known, said) };
        return { ...said, witness: mayWitness(said, speaker, returns, asked) };
      });
      const evidence = { ...read.evidence, statements: [...read.evidence.statements, ...drafted] };
      const after = knownFacts(read.directory, evidence, read.at, read.knownAt);
      const boards = PROFESSIONS.map((profession) => ({
        profession,
        now: shown(known, profession, platform),
        after: shown(after, profession, platform),
      }));
      return answer(c, { platform, boards });
    });

const returnsOf = async (db: Db, known: Known, platform: string): Promise<Return[]> => {
  const standing = knownOf(known, platform).statements.filter(
    (each) => !isBad(each) && stands(each, known.at),
  );
  const authors = await personsWhoSaid(
    db,
    standing.map(({ id }) => id),
  );
  return standing.map((each) => ({ ...each, author: authors.get(each.id) ?? importedFrom(each.by) }));
};

const shown = (known: Known, profession: Profession, platform: string) => {
  const question = { profession, card: { code: null, csr: null }, concentrator: null };
  const { verdict, payment, reason, since } = answerForOperator(known, question, platform);
  return { verdict, payment, reason, since };
};
