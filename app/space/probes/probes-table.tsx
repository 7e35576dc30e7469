import { Link } from '@remix-run/react';
import type { ProbeApproval, ProbeLine } from '#server/contract/probes';
import { namesOf } from '../../ui/names';
import { ScrollRegion, TableHead } from '../../ui/table';
import {
  APPROVING,
  approvalWords,
  probeKindWords,
  probeStateWords,
  probesTableWords,
  sawWords,
} from '../../words/space-probes';
import { typeset } from '../../words/typography';
import { ActionForm, FoldedAction } from '../form/action-form';
import { isOf, type Refusal } from '../form/typed';

export type Approvals = Readonly<Record<string, ProbeApproval>>;

type ProbesTableProps = {
  probes: readonly ProbeLine[];
  approvals: Approvals;
  isCodeAsked: boolean;
  refused: Refusal | null;
  platforms: readonly { id: string; name: string }[];
  at: string;
};

export const ProbesTable = (props: ProbesTableProps) => {
  const { probes, approvals, platforms, at, isCodeAsked, refused } = props;
  const nameOf = namesOf(platforms);
  return (
    <ScrollRegion label={probesTableWords.scroll}>
      <table className="organisations probes">
        <TableHead
          columns={[
            probesTableWords.probe,
            probesTableWords.watches,
            probesTableWords.state,
            probesTableWords.actions,
          ]}
        />
        <tbody>
          {probes.map((probe) => (
            <tr key={probe.id}>
              <th scope="row">
                <Name probe={probe} />
              </th>
              <td>
                {typeset(nameOf(probe.platform))}
                <br />
                {probesTableWords.everyOf(probe.flow, probe.intervalSeconds)}
              </td>
              <td>
                {probeStateWords(probe)}
                {probe.last && (
                  <>
                    <br />
                    <span className="small">
                      {probesTableWords.last(probe.last.observedAt, at, sawWords(probe.last))}
                    </span>
                  </>
                )}
                <Standing approval={approvals[probe.id]} />
              </td>
              <td>
                {approvals[probe.id]?.standing === 'awaiting' && <ReadToApprove probe={probe} />}
                {probe.kind !== 'pushed' && (
                  <ProbeActions probe={probe} isCodeAsked={isCodeAsked} refused={refused} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
};

const Name = ({ probe: { id, name, kind } }: { probe: ProbeLine }) => (
  <>
    <Link to={`/espace/sondes/${id}`}>{typeset(name)}</Link>
    <br />
    <span className="small">{probeKindWords[kind]}</span>
  </>
);

const Standing = ({ approval }: { approval: ProbeApproval | undefined }) =>
  approval && (
    <>
      <br />
      <span className="small">{approvalWords(approval)}</span>
    </>
  );

const ReadToApprove = ({ probe: { id, name } }: { probe: ProbeLine }) => (
  <Link className="button" to={`/espace/sondes/${id}#temoin`}>
    {APPROVING.read}
    <span className="visually-hidden">, {typeset(name)}</span>
  </Link>
);

type ProbeActionsProps = { probe: ProbeLine; isCodeAsked: boolean; refused: Refusal | null };

const ProbeActions = (props: ProbeActionsProps) => {
  const { kind, enabled } = props.probe;
  return (
    <>
      <ProbeAction
        {...props}
        action={enabled ? 'arreter' : 'activer'}
        label={enabled ? probesTableWords.stop : probesTableWords.start}
      />
      {kind !== 'heartbeat' && <ProbeAction {...props} action="essayer" label={probesTableWords.try} />}
    </>
  );
};

type ProbeActionProps = ProbeActionsProps & { action: string; label: string };

/** Where a code is asked for it is unfolded first: a table full of fields for codes is no table. */
const ProbeAction = ({ probe: { id, name }, action, label, isCodeAsked, refused }: ProbeActionProps) => {
  const isRefused = isOf(refused, action, id);
  const isAsked = isCodeAsked || (isRefused && refused?.needs === 'step-up');
  const form = { action, target: id, isCodeAsked: isAsked, submit: label, which: `, ${typeset(name)}` };
  return isAsked ? (
    <FoldedAction {...form} summary={label} about={typeset(name)} isOpen={isRefused} />
  ) : (
    <ActionForm {...form} />
  );
};
