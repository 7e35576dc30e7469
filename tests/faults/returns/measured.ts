import { DAY, HOUR, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { aPerson, type Person } from '../kit/people';
import { type Stage, setStage, type Theatre } from './stage';
import { confirm, own, say, somebody, type Trick, trick } from './trick';

type Scene = Pick<Stage, 'theatre' | 'platform' | 'operator'>;
type Source = { holder: Person; id: string; push(agos: readonly number[], outcome?: string): Promise<void> };

/** A key that measures the platform's card, with the first of its results. `every`: seconds. */
const aSource = async (
  { theatre, platform }: Scene,
  {
    organisation,
    invitedBy = null,
    every = 60,
  }: { organisation: string; invitedBy?: Person | null; every?: number },
): Promise<Source> => {
  const holder = await aPerson(theatre, { organisation, age: 90 * DAY, invitedBy });
  const { id, voice } = await holder.key('probe', every);
  const push = async (agos: readonly number[], outcome = 'ok') => {
    const results = agos.map((ago) => ({
      platform,
      flow: 'carte',
      outcome,
      observedAt: shift(theatre.now(), -ago).toISOString(),
    }));
    const { status } = await theatre.send(voice, '/observations', results);
    if (status !== 200) throw new Error(`les mesures ne passent pas : ${status}`);
  };
  await push([0]);
  const row = theatre.db.selectFrom('probe').select('id').where('key', '=', id);
  return { holder, push, ...(await row.executeTakeFirstOrThrow()) };
};

/** Somebody of the desk, whom nobody here invited, approves it. */
const approve = async ({ theatre }: Scene, { id }: Source, by?: Person): Promise<void> => {
  const person = by ?? (await aPerson(theatre, { organisation: 'desk', age: 90 * DAY }));
  const approval = await theatre.send(
    await person.session(),
    `/probes/${id}/approval`,
    {},
    { 'If-Match': '*' },
  );
  if (approval.status !== 200) throw new Error(`la source ne s’approuve pas : ${JSON.stringify(approval)}`);
};

/** Three results of the minutes just gone by. */
const THREE = [2, 1, 0].map((ago) => ago * MINUTE + SECOND);
const measureAfter = async ({ theatre }: Stage, { push }: Source, agos = THREE): Promise<void> => {
  theatre.pass(4 * MINUTE);
  await push(agos);
};

/** A trick with what was prepared an hour before anything was down. */
const prepared = <T>(
  name: string,
  shows: Trick['shows'],
  before: (scene: Scene) => Promise<T>,
  play: (stage: Stage, made: T) => Promise<unknown>,
): Trick => {
  const made = new Map<string, T>();
  const stage = (theatre: Theatre) =>
    setStage(theatre, {
      saidBy: 'operator',
      before: async (scene) => {
        made.set(scene.platform, await before(scene));
        theatre.pass(HOUR);
      },
    });
  return trick(name, shows, (set) => play(set, made.get(set.platform) as T), stage);
};

const approvedSource = (organisation: string) => async (scene: Scene) => {
  const source = await aSource(scene, { organisation });
  await approve(scene, source);
  return source;
};

const sayAndMeasure = async (stage: Stage, source: Source): Promise<void> => {
  await say(stage, await own(stage));
  await measureAfter(stage, source);
};

/** What is measured may contradict a return, or bear witness to it; nobody is the witness of its own word. */
export const MEASURED: readonly Trick[] = [
  trick('a return confirmed by a second person, while a probe finds it down', 0, async (stage) => {
    // Daily, so that it is not silent by the last look.
    const source = await aSource(stage, { organisation: 'desk', every: DAY / SECOND });
    await source.push(THREE, 'failed');
    const { id } = (await say(stage, await own(stage))).body;
    await confirm(stage, await somebody(stage, 'desk'), id);
    stage.theatre.pass(4 * MINUTE);
    await source.push(THREE, 'failed');
  }),
  prepared('measures in its favour, and no return said', 0, approvedSource('desk'), measureAfter),
  prepared('a return, and measures after it that two answer for', 13, approvedSource('desk'), sayAndMeasure),
  prepared(
    'a return, and the operator’s own measures in its favour, approved by the desk',
    0,
    (scene) => approvedSource(scene.operator)(scene),
    sayAndMeasure,
  ),
  prepared(
    'a return, and measures of a key that nobody approved',
    0,
    (scene) => aSource(scene, { organisation: 'desk' }),
    sayAndMeasure,
  ),
  prepared(
    'a return, and measures approved since the outage',
    0,
    (scene) => aSource(scene, { organisation: 'desk' }),
    async (stage, source) => {
      await approve(stage, source);
      await sayAndMeasure(stage, source);
    },
  ),
  trick('a return, and measures of a key made since the outage, approved at once', 0, async (stage) => {
    const source = await aSource(stage, { organisation: 'desk' });
    await approve(stage, source);
    await sayAndMeasure(stage, source);
  }),
  prepared(
    'a return, and four successes in as many seconds',
    0,
    approvedSource('desk'),
    async (stage, source) => {
      await say(stage, await own(stage));
      await measureAfter(
        stage,
        source,
        [4, 3, 2, 1].map((ago) => ago * SECOND),
      );
    },
  ),
  prepared(
    'a return that a guest of the key’s holder says',
    0,
    approvedSource('desk'),
    async (stage, source) => {
      const { theatre, operator } = stage;
      const guest = await aPerson(theatre, {
        organisation: operator,
        age: 90 * DAY,
        invitedBy: source.holder,
      });
      await say(stage, await guest.session());
      await measureAfter(stage, source);
    },
  ),
  prepared(
    'a return that a guest of the approver says',
    0,
    async (scene) => {
      const approver = await aPerson(scene.theatre, { organisation: 'desk', age: 90 * DAY });
      const source = await aSource(scene, { organisation: 'desk' });
      await approve(scene, source, approver);
      return { source, approver };
    },
    async (stage, { source, approver }) => {
      const { theatre, operator } = stage;
      const guest = await aPerson(theatre, { organisation: operator, age: 90 * DAY, invitedBy: approver });
      await say(stage, await guest.session());
      await measureAfter(stage, source);
    },
  ),
  prepared(
    'a return, measures after it, and a failing key revoked since the outage',
    0,
    async (scene) => ({
      source: await approvedSource('desk')(scene),
      failing: await aSource(scene, { organisation: 'desk' }),
    }),
    async (stage, { source, failing }) => {
      const { db, now } = stage.theatre;
      const key = db.selectFrom('probe').select('key').where('id', '=', failing.id);
      await db.updateTable('apiKey').set({ revokedAt: now() }).where('id', '=', key).execute();
      await sayAndMeasure(stage, source);
    },
  ),
];
