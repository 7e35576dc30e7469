import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { countLastHour, type HourCounts } from '#db/reports';
import { askedId } from '#server/contract/ids';
import { type ReportBody, reportBody, reportCounts, reportRecord } from '#server/contract/reports';
import { conventionsFor } from '#server/domain/facts/directory';
import { reportedKey } from '#server/domain/facts/reports';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Profession } from '#server/domain/facts/vocabulary';
import { type Known, knownOf } from '#server/domain/judgement/known-facts';
import { keepReport, readUsual } from '#server/measurements/reports';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, makes, replies } from '../kit/replies';
import { askRecord, readProfession, unknownMutuelle, unknownPlatform } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { speakerAtCounter } from './reporter-identity';

/** Counts of an hour as they cross the wire, with what is usual and the alarm they raise. */
export const reportFlows = (
  known: Known,
  counts: readonly HourCounts[],
  usual: ReadonlyMap<string, number>,
) => {
  const alarms = [...known.facts.keys()].flatMap((platform) => knownOf(known, platform).alarms);
  return counts.map(({ platform, mutuelle, flow, profession, blocked, passes, ...unsigned }) => {
    const key = reportedKey({ platform, mutuelle, flow, profession });
    const alarm = alarms.find((each) => reportedKey(each) === key);
    return {
      platform,
      mutuelle,
      flow,
      profession,
      verified: { blocked, passes },
      anonymous: { blocked: unsigned.anonymousBlocked, passes: unsigned.anonymousPasses },
      usual: usual.get(key) ?? 0,
      alarmSince: alarm?.firstReportAt.toISOString() ?? null,
    };
  });
};

const postRoute = createRoute({
  method: 'post',
  path: '/reports',
  security: [],
  summary: 'Dire que ça passe ou que ça bloque, connecté ou non',
  request: { body: bodyOf(reportBody) },
  responses: makes(reportRecord, 'Le signalement, tel qu’il est compté'),
});

const countsRoute = createRoute({
  method: 'get',
  path: '/reports',
  summary: 'Ce que des professionnels disent depuis une heure, échange par échange',
  request: {
    query: z.object({
      profession: askedId,
      platform: askedId.optional(),
      mutuelle: askedId.optional(),
    }),
  },
  responses: replies(reportCounts, 'Les cabinets vérifiés, les anonymes, l’habitude et l’alarme'),
});

const OF_WHAT: Refusal = {
  kind: 'malformed',
  pointer: '/query/platform',
  detail: 'De quoi ? Ni plateforme ni mutuelle.',
  cure: 'Donnez « platform », « mutuelle », ou les deux.',
};

const whichOperator = (mutuelle: string | null, candidates: readonly string[]): Refusal => ({
  kind: 'not-acceptable',
  pointer: '/platform',
  detail:
    mutuelle === null
      ? 'Il manque la mutuelle, ou l’opérateur imprimé sur la carte.'
      : 'Quel opérateur est imprimé sur la carte ? L’annuaire n’en donne pas un seul pour cette mutuelle.',
  cure:
    candidates.length === 0
      ? 'Donnez l’opérateur lu sur la carte (« platform »).'
      : `Donnez l’opérateur lu sur la carte (« platform ») : ${candidates.join(', ')}.`,
  see: 'GET /api/v1/platforms',
});

const noSuchFlow = (platform: string, flows: readonly string[]): Refusal => ({
  kind: 'not-acceptable',
  pointer: '/flow',
  detail: `La plateforme « ${platform} » n’a pas cet échange.`,
  cure: `Les siens : ${flows.join(', ')}.`,
});

export const reports = (deps: Deps) =>
  createRouter()
    .openapi(postRoute, async (c) => {
      const now = deps.now();
      const speaker = await speakerAtCounter(deps, c, 'report', now);
      if (!speaker.ok) return refusal(c, speaker.refusal);
      const reading = await askRecord(deps, {});
      if (!reading.ok) return refusal(c, reading.refusal);
      const body = c.req.valid('json');
      const platform = platformOf(reading.value.known, body);
      if (!platform.ok) return refusal(c, platform.refusal);
      const { reporter } = speaker.value;
      const report = { ...body, platform: platform.value, reportedAt: now };
      await deps.db.transaction().execute((trx) => keepReport(trx, { ...report, reporter }));
      return answer(c, { ...report, verified: reporter !== null }, 201);
    })
    .openapi(countsRoute, async (c) => {
      const query = c.req.valid('query');
      const profession = readProfession(query.profession);
      if (!profession.ok) return refusal(c, profession.refusal);
      const reading = await askRecord(deps, {});
      if (!reading.ok) return refusal(c, reading.refusal);
      const { known, read } = reading.value;
      const { platform = null, mutuelle = null } = query;
      const platforms = platformsAsked(known, profession.value, platform, mutuelle);
      if (!platforms.ok) return refusal(c, platforms.refusal);
      const asked = { profession: profession.value, platforms: platforms.value, mutuelle };
      const counts = await countLastHour(deps.db, asked, read.at);
      const usual = await readUsual(deps.db, counts, read.at);
      const body = { at: read.at.toISOString(), profession: profession.value, platform, mutuelle };
      return c.json(withEtag(c, { ...body, flows: reportFlows(known, counts, usual) }, read.age), 200);
    });

const unknownIn = (known: Known, platform: string | null, mutuelle: string | null): Refusal | null =>
  (platform === null ? null : unknownPlatform(known.directory, platform)) ??
  (mutuelle === null ? null : unknownMutuelle(known.directory, mutuelle));

const ANY_CARD = { code: null, csr: null };

const servedBy = (known: Known, mutuelle: string, profession: Profession): string[] => {
  const conventions = conventionsFor(known.directory, mutuelle, profession, known.day, ANY_CARD);
  return [...new Set(conventions.map(({ platform }) => platform))];
};

/** The platform reported on: the one named, else the only one that serves the mutuelle. It must have the flow. */
const platformOf = (
  known: Known,
  { platform, mutuelle, profession, flow }: ReportBody,
): Result<string, Refusal> => {
  const unknown = unknownIn(known, platform, mutuelle);
  if (unknown) return refuse(unknown);
  const candidates = mutuelle === null ? [] : servedBy(known, mutuelle, profession);
  const found = platform ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (found === undefined) return refuse(whichOperator(mutuelle, candidates));
  const flows = known.directory.platforms.get(found)?.flows ?? [];
  return flows.includes(flow) ? accept(found) : refuse(noSuchFlow(found, flows));
};

const platformsAsked = (
  known: Known,
  profession: Profession,
  platform: string | null,
  mutuelle: string | null,
): Result<readonly string[], Refusal> => {
  const unknown = unknownIn(known, platform, mutuelle);
  if (unknown) return refuse(unknown);
  if (platform !== null) return accept([platform]);
  if (mutuelle !== null) return accept(servedBy(known, mutuelle, profession));
  return refuse(OF_WHAT);
};
