import { Link } from '@remix-run/react';
import type { ProbeList } from '#server/contract/probes';
import { enabledCount, probesDoneWords } from '../../../../words/fr/space-probes';
import { BlindNote } from '../../../blind-note';
import { DoneNote } from '../../done-note';
import { ProblemNote } from '../../problem-note';
import { isOf, type Refusal } from '../../typed';
import { HeartbeatForm, type HeartbeatFormProps } from './heartbeat-form';
import { HeartbeatMade } from './heartbeat-made';
import { type Approvals, ProbesTable } from './probes-table';
import { TrialNote, type Tried } from './trial-note';

export type ProbesPageProps = HeartbeatFormProps &
  ProbeList & {
    approvals: Approvals;
    done: string | null;
    refused: Refusal | null;
    tried: Tried | null;
    /** A heartbeat just made: its address is shown once. */
    address: string | null;
  };

export const ProbesPage = (page: ProbesPageProps) => {
  const { probes, approvals, blindSince, at, platforms, isCodeAsked, done, refused, tried, address } = page;
  const isSaid = refused === null && tried === null && address === null;
  return (
    <main className="page desk" id="contenu">
      <div className="title">
        <h1>Sondes</h1>
        <p>{enabledCount(probes)}</p>
      </div>
      <BlindNote since={blindSince} />
      {!isOf(refused, 'battement') && <ProblemNote problem={refused?.problem ?? null} />}
      {isSaid && <DoneNote said={probesDoneWords.get(done ?? '') ?? null} />}
      {address !== null && <HeartbeatMade address={address} />}
      {tried && <TrialNote {...tried} />}
      <p className="desk-links">
        <Link className="button button-main" to="/espace/sondes/nouvelle">
          Ajouter une sonde
        </Link>
      </p>
      <ProbesTable {...{ probes, approvals, platforms, at, refused }} isCodeAsked={isCodeAsked} />
      <HeartbeatForm key={address} {...page} />
    </main>
  );
};
