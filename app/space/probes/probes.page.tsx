import { Link } from '@remix-run/react';
import type { ProbeList, ProbeTrial } from '#server/contract/probes';
import { BlindNote } from '../../ui/freshness';
import { namesOf } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { fieldWords } from '../../words/space-form';
import {
  enabledCount,
  probeFormWords,
  probesDoneWords,
  probesWords,
  trialWords,
} from '../../words/space-probes';
import { ActionForm } from '../form/action-form';
import { TextField } from '../form/fields';
import { DoneNote, ShownOnce } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import { isOf, type Refusal } from '../form/typed';
import { Portals } from './portals';
import { ProbeAimFields } from './probe-form';
import { type Approvals, ProbesTable } from './probes-table';
import { TrialNote } from './trial-note';

export type Tried = { name: string; trial: ProbeTrial };

export const HeartbeatMade = ({ address }: { address: string }) => {
  const [, door, token] = /^(.*)\/([^/]+)$/.exec(address) ?? [];
  return (
    <ShownOnce title={probesWords.heartbeatTitle} label={probesWords.address} value={address}>
      <p className="small">{probesWords.putAway}</p>
      <p className="small">{probesWords.howToCall}</p>
      <pre className="example">{`curl -fsS -X POST -H 'Heartbeat-Token: ${token}' ${door}`}</pre>
      <p className="small">{probesWords.readOnly}</p>
    </ShownOnce>
  );
};

export type HeartbeatFormProps = {
  platforms: readonly { id: string; name: string }[];
  isCodeAsked: boolean;
  refused: Refusal | null;
};

export const HeartbeatForm = ({ platforms, isCodeAsked, refused }: HeartbeatFormProps) => {
  const last = isOf(refused, 'battement') ? refused : null;
  return (
    <Section id="battement" title={probesWords.makeHeartbeatTitle}>
      <p>{probesWords.heartbeatHint}</p>
      <ProblemNote problem={last?.problem ?? null} />
      <ActionForm
        action="battement"
        own={last}
        isCodeAsked={isCodeAsked}
        submit={probesWords.makeHeartbeat}
        isMain
      >
        <ProbeAimFields platforms={platforms} />
        <TextField label={fieldWords.name} name="nom" of="/name" maxLength={100} required />
        <TextField
          label={probeFormWords.interval}
          name="intervalle"
          inputMode="numeric"
          defaultValue="300"
          of="/intervalSeconds"
        />
      </ActionForm>
    </Section>
  );
};

/** Forms that show by themselves why they were refused. */
const PLACED = ['battement'];

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
  const { probes, blindSince, done, refused, tried, address } = page;
  const isSaid = refused === null && tried === null && address === null;
  return (
    <PageBody isWide title={probesWords.title} beside={enabledCount(probes)}>
      <BlindNote since={blindSince} />
      {!PLACED.some((action) => isOf(refused, action)) && <ProblemNote problem={refused?.problem ?? null} />}
      {isSaid && <DoneNote said={probesDoneWords.get(done ?? '') ?? null} />}
      {address !== null && <HeartbeatMade address={address} />}
      {tried && <TrialNote trial={tried.trial}>{trialWords(tried.name, tried.trial)}</TrialNote>}
      <p className="desk-links">
        <Link className="button button-main" to="/espace/sondes/nouvelle">
          {probesWords.add}
        </Link>
      </p>
      <Portals {...page} nameOf={namesOf(page.platforms)} />
      <ProbesTable {...page} />
      <HeartbeatForm key={address} {...page} />
    </PageBody>
  );
};
