import { Link } from '@remix-run/react';
import type { ProbeApproval } from '#server/contract/probes';
import { namesOf } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import {
  APPROVING,
  approvalWords,
  definedWords,
  probesDoneWords,
  probesWords,
} from '../../words/space-probes';
import { capital, typeset } from '../../words/typography';
import { ActionForm } from '../form/action-form';
import { DoneNote } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import { isOf, type Refusal } from '../form/typed';
import { ProbeForm, type ProbeFormProps } from './probe-form';

type ApprovalPartProps = { approval: ProbeApproval; isCodeAsked: boolean; refused: Refusal | null };

/** Whether what this probe measures may confirm a return, and what is to be done for it. */
export const ApprovalPart = ({ approval, isCodeAsked, refused }: ApprovalPartProps) => {
  const own = isOf(refused, 'approuver') ? refused : null;
  const { standing, etag, id, refused: why } = approval;
  return (
    <Section id="temoin" title={APPROVING.title}>
      <p>
        <strong>{approvalWords(approval)}.</strong> {definedWords(approval)}
      </p>
      {standing === 'unknown-host' && <p>{APPROVING.unknownHost}</p>}
      {standing !== 'heartbeat' && <p className="small">{APPROVING.rule}</p>}
      <ProblemNote problem={own?.problem ?? null} />
      {why && (
        <p>
          {typeset(capital(why.detail))} {typeset(capital(why.cure))}
        </p>
      )}
      {standing === 'awaiting' && why === null && (
        <ActionForm
          action="approuver"
          target={id}
          isCodeAsked={isCodeAsked || own?.needs === 'step-up'}
          submit={APPROVING.button}
          isMain
        >
          <input type="hidden" name="version" value={etag} />
        </ActionForm>
      )}
    </Section>
  );
};

/** `probe` null: a new one. */
type ProbePageProps = ProbeFormProps & { approval: ProbeApproval | null; done: string | null };

export const ProbePage = ({ approval, done, ...form }: ProbePageProps) => {
  const { probe, platforms, refused, ready } = form;
  // Where nothing is to be approved its part is not drawn: what was refused is said by the form.
  const isApproving = approval !== null && isOf(refused, 'approuver');
  return (
    <PageBody
      isWide
      title={probe ? typeset(probe.name) : probesWords.newProbe}
      beside={
        probe
          ? probesWords.of(namesOf(platforms)(probe.platform), probe.flow, probe.kind)
          : probesWords.addedStopped
      }
      above={<Link to="/espace/sondes">{probesWords.title}</Link>}
    >
      {refused === null && form.tried === null && <DoneNote said={probesDoneWords.get(done ?? '') ?? null} />}
      {approval && <ApprovalPart approval={approval} isCodeAsked={ready.isCodeAsked} refused={refused} />}
      {/* What a key pushes is the key's affair. */}
      {probe?.kind !== 'pushed' && (
        <section className="part" aria-labelledby="definition">
          <h2 id="definition" className={probe ? undefined : 'visually-hidden'}>
            {APPROVING.definition}
          </h2>
          <ProbeForm {...form} refused={isApproving ? null : refused} />
        </section>
      )}
    </PageBody>
  );
};
