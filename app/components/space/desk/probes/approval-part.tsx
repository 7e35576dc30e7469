import type { ProbeApproval } from '#server/contract/probes';
import { APPROVING, approvalWords, definedWords } from '../../../../words/fr/space-probe-approvals';
import { capital, typeset } from '../../../../words/fr/typography';
import { GestureForm } from '../../gesture-form';
import { ProblemNote } from '../../problem-note';
import { isOf, type Refusal } from '../../typed';

type ApprovalPartProps = { approval: ProbeApproval; isCodeAsked: boolean; refused: Refusal | null };

/** Whether what this probe measures may confirm a return, and what is to be done for it. */
export const ApprovalPart = ({ approval, isCodeAsked, refused }: ApprovalPartProps) => {
  const own = isOf(refused, 'approuver') ? refused : null;
  const { standing, etag, id, refused: why } = approval;
  return (
    <section className="part" aria-labelledby="temoin">
      <h2 id="temoin">{APPROVING.title}</h2>
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
        <GestureForm
          gesture="approuver"
          target={id}
          isCodeAsked={isCodeAsked || own?.needs === 'step-up'}
          submit={APPROVING.button}
          isMain
        >
          <input type="hidden" name="version" value={etag} />
        </GestureForm>
      )}
    </section>
  );
};
