import { createRoute } from '@hono/zod-openapi';
import { type Db, newId } from '#db/database';
import { readKey } from '#db/keys';
import { lockPushedProbes, readNeighbours } from '#db/observations';
import { addPushedProbe } from '#db/probes';
import type { Writer } from '#server/accounts/writer';
import {
  MAX_OBSERVATIONS,
  type ObservationBody,
  observationBody,
  observationsBody,
  observationsKept,
} from '#server/contract/observations';
import type { Fault } from '#server/contract/problem';
import type { Platform } from '#server/domain/facts/directory';
import { ascending } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { brokenFlow, brokenInstant, brokenSequence, type PushRule } from '#server/domain/rules/observations';
import { mayWrite } from '#server/domain/speakers/scope';
import { keepResults } from '#server/measurements/results';
import type { Deps } from '../deps';
import { bodyFaults } from '../kit/body';
import { outside } from '../kit/guard';
import type { Refusal } from '../kit/problems';
import { bodyOf, described, REFUSALS } from '../kit/replies';
import { createRouter } from '../kit/router';
import { type Writing, type Written, write } from '../writing/write';

const route = createRoute({
  method: 'post',
  security: [{ key: [] }],
  path: '/observations',
  summary: 'Envoyer une mesure, ou jusqu’à 500 ; une à une acceptées ou refusées, par leur rang',
  request: { body: bodyOf(observationsBody) },
  responses: {
    200: described(observationsKept, 'Toutes gardées'),
    207: described(observationsKept, 'Certaines refusées, les autres gardées'),
    ...REFUSALS,
  },
});

const BY_KEY_ONLY: Refusal = {
  kind: 'out-of-scope',
  detail: 'Une mesure s’envoie par une clé de sonde, qui dit de quelle source elle vient.',
  cure: 'Faites une clé de mesure dans /espace/cles, puis Authorization: Bearer.',
};

const SAID: Record<PushRule, { field: string; detail: string; cure: string }> = {
  'observed-in-future': {
    field: '/observedAt',
    detail: 'La mesure est datée de plus de deux minutes dans le futur.',
    cure: 'Mettez l’horloge de la sonde à l’heure (NTP).',
  },
  'observed-too-long-ago': {
    field: '/observedAt',
    detail: 'La mesure a plus de 90 jours : les mesures brutes ne sont pas gardées au-delà.',
    cure: 'N’envoyez que ce qui a moins de 90 jours.',
  },
  'flow-not-measured': {
    field: '/flow',
    detail: 'Cette plateforme n’a pas cet échange.',
    cure: 'Donnez un des échanges de la plateforme.',
  },
  'out-of-order': {
    field: '/sequence',
    detail: 'Le numéro ne va pas avec l’heure : il revient en arrière.',
    cure: 'Un numéro par mesure, qui croît avec l’heure de la mesure.',
  },
  'sequence-reused': {
    field: '/sequence',
    detail: 'Ce numéro a déjà servi pour une autre mesure.',
    cure: 'Un numéro par mesure ; le même seulement pour renvoyer la même.',
  },
  'batch-too-long': {
    field: '',
    detail: `Un envoi porte ${MAX_OBSERVATIONS} mesures au plus : celle-ci n’est pas lue.`,
    cure: 'Renvoyez-la dans l’envoi suivant.',
  },
};

const unknownPlatform = (id: string) => ({
  detail: `Plateforme inconnue : « ${id} ».`,
  cure: 'Donnez l’identifiant d’une plateforme de l’annuaire.',
});

export const observationWriting = (deps: Deps) =>
  createRouter().openapi(route, (c) => {
    const given = c.req.valid('json');
    const items: readonly unknown[] = Array.isArray(given) ? given : [given];
    return write(c, deps, 'observation', (writing) => keep(writing, items, Array.isArray(given)), {
      isFresh: false,
    });
  });

type Item = { index: number; body: ObservationBody };
type Refused = Fault & { index: number };
/** The items that pass, and why the others do not. */
type Sifted<T> = { passed: T[]; refused: Refused[] };

const keep = async (
  writing: Writing,
  items: readonly unknown[],
  isBatch: boolean,
): Promise<Result<Written, Refusal>> => {
  const { trx, writer, now } = writing;
  const key = writer.actor.key;
  if (key === null) return refuse(BY_KEY_ONLY);
  const at = (index: number) => (isBatch ? `/${index}` : '');
  const read = sift(items, (item, index) => parse(item, index, at(index)));
  const asked = {
    key,
    platforms: [...new Set(read.passed.map(({ body }) => body.platform))],
    instants: read.passed.map(({ body }) => body.observedAt),
  };
  const known = await lockPushedProbes(trx, asked);
  const scopeOf = remembered((platform: string) =>
    mayWrite(writer.organisation, writer.role, 'observation', { platforms: [platform] }, writer.key),
  );
  const fit = sift(read.passed, (item) =>
    check(item, { writer, platforms: known.platforms, scopeOf, now }, at(item.index)),
  );
  const isNew = await addMissing(writing, key, known, fit.passed);
  const held = isNew ? await lockPushedProbes(trx, asked) : known;
  const probes = sourcesIn(held);
  const placed = fit.passed.map((item) => ({ ...item, probe: probes.get(sourceOf(item.body)) ?? '' }));
  const ordered = await siftSequences(trx, placed, at);

  const refused = [...read.refused, ...fit.refused, ...ordered.refused].sort((a, b) =>
    ascending(a.index, b.index),
  );
  const [first] = refused;
  if (first && ordered.passed.length === 0)
    return refuse({ kind: 'not-acceptable', ...first, faults: refused });
  const observations = ordered.passed.map(({ probe, body: { platform: _, flow: __, ...measured } }) => ({
    ...measured,
    probe,
    seen: null,
    blind: false,
  }));
  const accepted = await keepResults(trx, observations, now, held);
  const body = { accepted, repeated: observations.length - accepted, refused };
  return accept({ status: first ? 207 : 200, body, entries: [] });
};

const sift = <T, U>(
  items: readonly T[],
  judge: (item: T, index: number) => Result<U, Refused>,
): Sifted<U> => {
  const passed: U[] = [];
  const refused: Refused[] = [];
  items.forEach((item, index) => {
    const judged = judge(item, index);
    if (judged.ok) passed.push(judged.value);
    else refused.push(judged.refusal);
  });
  return { passed, refused };
};

const parse = (item: unknown, index: number, at: string): Result<Item, Refused> => {
  if (index >= MAX_OBSERVATIONS) return refuse({ index, ...said('batch-too-long', at) });
  const parsed = observationBody.safeParse(item);
  if (parsed.success) return accept({ index, body: parsed.data });
  const [fault = said('batch-too-long', at)] = bodyFaults(parsed.error.issues, item);
  return refuse({ index, pointer: at + fault.pointer, detail: fault.detail, cure: fault.cure });
};

type Ground = {
  writer: Writer;
  platforms: ReadonlyMap<string, Pick<Platform, 'id' | 'flows'>>;
  scopeOf: (platform: string) => ReturnType<typeof mayWrite>;
  now: Date;
};

const check = (
  { index, body }: Item,
  { writer, platforms, scopeOf, now }: Ground,
  at: string,
): Result<Item, Refused> => {
  const platform = platforms.get(body.platform);
  if (!platform) return refuse({ index, pointer: `${at}/platform`, ...unknownPlatform(body.platform) });
  const scope = scopeOf(platform.id);
  if (!scope.ok) return refuse({ index, pointer: `${at}/platform`, ...outside(writer, scope.refusal) });
  const instant = brokenInstant(body.observedAt, now);
  if (instant) return refuse({ index, ...said(instant, at) });
  const flow = brokenFlow(body.flow, platform.flows);
  return flow ? refuse({ index, ...said(flow, at) }) : accept({ index, body });
};

/** A batch asks the same of few platforms many times. */
const remembered = <T>(work: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>();
  return (key) => {
    const result = known.get(key) ?? work(key);
    known.set(key, result);
    return result;
  };
};

const sourceOf = ({ platform, flow }: Pick<ObservationBody, 'platform' | 'flow'>): string =>
  `${platform} ${flow}`;

type HeldPushed = Awaited<ReturnType<typeof lockPushedProbes>>;
const sourcesIn = ({ probes }: HeldPushed): Map<string, string> =>
  new Map(probes.map((each) => [sourceOf(each), each.id]));

/** A key is a source for each flow it measures, known from its first result on. Resolves to whether one is new. */
const addMissing = async (
  { trx, writer, now }: Writing,
  key: string,
  held: HeldPushed,
  items: readonly Item[],
): Promise<boolean> => {
  const known = sourcesIn(held);
  const missing = new Map(
    items.map(({ body }) => [sourceOf(body), body] as const).filter(([source]) => !known.has(source)),
  );
  if (missing.size === 0) return false;
  const { name = '', intervalSeconds = 300 } = (await readKey(trx, key)) ?? {};
  for (const { platform, flow } of missing.values()) {
    const source = { id: newId(), key, name: `${writer.organisation.name} : ${name}`, intervalSeconds };
    await addPushedProbe(trx, { ...source, platform, flow }, { at: now, by: writer.person.account });
  }
  return true;
};

type Placed = Item & { probe: string };

/** A sequence goes with time, among what is known and within the batch, whose order says nothing. */
const siftSequences = async (
  trx: Db,
  items: readonly Placed[],
  at: (index: number) => string,
): Promise<Sifted<Placed>> => {
  const counted = items.filter(({ body }) => body.sequence !== null).sort(bySequence);
  const neighbours = await readNeighbours(
    trx,
    counted.map(({ probe, body }) => ({ probe, sequence: body.sequence ?? 0 })),
  );
  const before = new Map<string, Placed>();
  const sifted = sift(counted, (item, rank): Result<Placed, Refused> => {
    const earlier = before.get(item.probe);
    const isSame = earlier?.body.sequence === item.body.sequence;
    const within = {
      same: isSame && earlier ? earlier.body : null,
      below: earlier?.body.observedAt ?? null,
      above: null,
    };
    const rule =
      brokenSequence(item.body, neighbours[rank] ?? { same: null, below: null, above: null }) ??
      brokenSequence(item.body, within);
    if (rule) return refuse({ index: item.index, ...said(rule, at(item.index)) });
    before.set(item.probe, item);
    return accept(item);
  });
  const uncounted = items.filter(({ body }) => body.sequence === null);
  return { passed: [...uncounted, ...sifted.passed], refused: sifted.refused };
};

const bySequence = (a: Placed, b: Placed): number =>
  (a.body.sequence ?? 0) - (b.body.sequence ?? 0) || +a.body.observedAt - +b.body.observedAt;

const said = (rule: PushRule, at: string): Fault => {
  const { field, ...words } = SAID[rule];
  return { pointer: at + field, ...words };
};
