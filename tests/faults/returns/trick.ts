import { DAY } from '#server/domain/facts/intervals';
import { aPerson, type Voice } from '../kit/people';
import { type Stage, setStage, type Theatre } from './stage';

/** What one tries otherwise. `shows`: 0, no board may; 13, all must, or the row would pass by refusing all. */
export type Trick = {
  name: string;
  shows: number;
  stage(theatre: Theatre): Promise<Stage>;
  play(stage: Stage): Promise<unknown>;
};

export const byOperator = (theatre: Theatre) => setStage(theatre, { saidBy: 'operator' });
export const byHerald = (theatre: Theatre) => setStage(theatre, { saidBy: 'herald' });
export const byDesk = (theatre: Theatre) => setStage(theatre, { saidBy: 'desk' });

export const say = ({ theatre, words }: Stage, voice: Voice, given: object = {}) =>
  theatre.send(voice, '/statements', words('operational', given));
/** A session of one's own, its factor just shown. */
export const own = ({ author }: Stage): Promise<Voice> => author.session();
export const somebody = async ({ theatre }: Stage, organisation: string, age = 90 * DAY): Promise<Voice> =>
  (await aPerson(theatre, { organisation, age })).session();

export const trick = (
  name: string,
  shows: Trick['shows'],
  play: Trick['play'],
  stage: Trick['stage'] = byOperator,
): Trick => ({ name, shows, stage, play });

export const close = ({ theatre }: Stage, voice: Voice, incident: string, at = theatre.now()) =>
  theatre.send(
    voice,
    `/incidents/${incident}/closing`,
    { effectiveAt: at.toISOString(), note: null },
    {
      'If-Match': '*',
    },
  );
export const retract = ({ theatre }: Stage, voice: Voice, statement: string) =>
  theatre.send(voice, `/statements/${statement}/retraction`, { reason: 'erreur' });
export const confirm = ({ theatre }: Stage, voice: Voice, statement: string) =>
  theatre.send(voice, `/statements/${statement}/confirmation`, {});
