import { DAY } from '#server/domain/facts/intervals';
import { aPerson, type Person, type Voice } from '../kit/people';
import { type Stage, setStage, type Theatre } from './stage';

/** What takes two: the first asks or says, a witness settles it. Resolves to how the second is to do it. */
export type Act = {
  name: string;
  stage(theatre: Theatre): Promise<Stage>;
  /** Who does the first half. */
  first(stage: Stage): Promise<Person>;
  begin(stage: Stage, voice: Voice): Promise<(witness: Voice) => Promise<unknown>>;
  /** Whether somebody of another organisation is heard at all. */
  hearsOthers: boolean;
  /** Whether a key may do the first half. */
  beginsByKey: boolean;
};

const author = async ({ author }: Stage): Promise<Person> => author;
const deskPerson = ({ theatre }: Stage): Promise<Person> =>
  aPerson(theatre, { organisation: 'desk', age: 400 * DAY });

const post = async ({ theatre }: Stage, voice: Voice, path: string, body: object, headers?: Voice) => {
  const reply = await theatre.send(voice, path, body, headers);
  if (reply.status >= 300) throw new Error(`${path} : ${JSON.stringify(reply)}`);
  return reply.body;
};

const confirm = (stage: Stage, statement: string) => (witness: Voice) =>
  stage.theatre.send(witness, `/statements/${statement}/confirmation`, {});

export const ACTS: readonly Act[] = [
  {
    name: 'confirming a return',
    stage: (theatre) => setStage(theatre, { saidBy: 'operator' }),
    first: author,
    hearsOthers: true,
    beginsByKey: true,
    begin: async (stage, voice) => {
      const { id } = await post(stage, voice, '/statements', stage.words('operational'));
      return confirm(stage, id);
    },
  },
  {
    name: 'confirming a return said in a step',
    stage: (theatre) => setStage(theatre, { saidBy: 'operator' }),
    first: author,
    hearsOthers: true,
    beginsByKey: true,
    begin: async (stage, voice) => {
      const { effectiveAt, ...claim } = stage.words('operational');
      const step = { effectiveAt, stage: 'resolved', text: 'rétabli', statements: [claim] };
      const { statements } = await post(stage, voice, `/incidents/${stage.incident}/updates`, step);
      return confirm(stage, statements[0].id);
    },
  },
  {
    name: 'confirming what the desk says for the press',
    stage: (theatre) => setStage(theatre, { saidBy: 'herald' }),
    first: deskPerson,
    hearsOthers: true,
    beginsByKey: true,
    begin: async (stage, voice) => {
      const words = stage.words('operational', stage.inTheNameOf('herald'));
      const { id } = await post(stage, voice, '/statements', words);
      return confirm(stage, id);
    },
  },
  {
    name: 'retracting a bad word of an hour ago',
    stage: (theatre) => setStage(theatre, { saidBy: 'operator' }),
    first: author,
    hearsOthers: true,
    beginsByKey: false,
    begin: async (stage, voice) => {
      const retract = (witness: Voice) =>
        stage.theatre.send(witness, `/statements/${stage.outage}/retraction`, { reason: 'erreur' });
      await retract(voice);
      return retract;
    },
  },
  {
    name: 'closing over what is not over',
    stage: (theatre) => setStage(theatre, { saidBy: 'operator' }),
    first: deskPerson,
    hearsOthers: false,
    beginsByKey: false,
    begin: async (stage, voice) => {
      const body = { effectiveAt: stage.theatre.now().toISOString(), note: null };
      const close = (witness: Voice) =>
        stage.theatre.send(witness, `/incidents/${stage.incident}/closing`, body, { 'If-Match': '*' });
      await close(voice);
      return close;
    },
  },
];
