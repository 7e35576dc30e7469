import { createRoute } from '@hono/zod-openapi';
import { snapshot } from '#server/contract/snapshot';
import { boardPlatforms, boardRows } from '#server/domain/board';
import { isNoticeInForce } from '#server/domain/notices';
import { tellStory } from '#server/domain/stories';
import { PROFESSIONS } from '#server/domain/vocabulary';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { fresh } from './fresh';
import { noticeJson } from './notice-json';
import { refusal } from './problems';
import { askRecord } from './question';
import { replies } from './replies';
import { storyJson } from './story-json';

const snapshotRoute = createRoute({
  method: 'get',
  path: '/snapshot',
  summary: 'Tout l’état de maintenant en un fichier',
  responses: replies(
    snapshot,
    'Le tableau de chaque profession, les incidents en cours, les avis en vigueur',
  ),
});

export const snapshots = (deps: Deps) =>
  createDoors().openapi(snapshotRoute, async (c) => {
    const reading = await askRecord(deps, {});
    if (!reading.ok) return refusal(c, reading.refusal);
    const { read, known } = reading.value;
    const { seq, at, knownAt, directory, evidence } = read;
    const boards = PROFESSIONS.map((profession) => {
      const question = { profession, card: { code: null, csr: null }, concentrator: null };
      return { profession, answers: boardRows(known, question), platforms: boardPlatforms(known, question) };
    });
    const incidents = evidence.incidents
      .map((incident) => tellStory(known, evidence, incident, null))
      .filter(({ startedAt, closedAt }) => startedAt && !closedAt)
      .map(storyJson);
    const notices = evidence.notices
      .filter((notice) => isNoticeInForce(notice, at, knownAt))
      .map((notice) => noticeJson(directory, notice, at));
    const body = { format: 'comptoir-snapshot/1' as const, seq, generatedAt: at, boards, incidents, notices };
    return c.json(fresh(c, body, read.age), 200);
  });
