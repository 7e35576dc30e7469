import type { ReactNode } from 'react';
import type { ProbeApproval, ProbeLine } from '#server/contract/probes';
import type { NameOf } from '../../ui/names';
import { Section } from '../../ui/page-body';
import { portalWords } from '../../words/space-probes';
import { COLON, listed, typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { isOf, type Refusal } from '../form/typed';
import type { Approvals } from './probes-table';

/** The probes of portals that came with the program and that nobody changed since. */
const portalsAmong = (probes: readonly ProbeLine[], approvals: Approvals): ProbeLine[] =>
  probes.filter(({ id, flow }) => flow === 'portail' && isOfTheProgram(approvals[id]));

const isOfTheProgram = (approval: ProbeApproval | undefined): boolean =>
  approval?.standing === 'approved' && approval.approved?.by === null;

type PortalsProps = {
  probes: readonly ProbeLine[];
  approvals: Approvals;
  nameOf: NameOf;
  isCodeAsked: boolean;
  refused: Refusal | null;
};

/** All portals measured, or no longer, in one act: what will be called, and what it is worth, is said before. */
export const Portals = ({ probes, approvals, nameOf, isCodeAsked, refused }: PortalsProps) => {
  const portals = portalsAmong(probes, approvals);
  if (portals.length === 0) return null;
  const measured = portals.filter(({ enabled }) => enabled);
  const stopped = portals.filter(({ enabled }) => !enabled);
  const pace = Math.min(...portals.map(({ intervalSeconds }) => intervalSeconds));
  const form = { isCodeAsked, refused };
  return (
    <Section id="portails" title={portalWords.title}>
      <p>{portalWords.state(portals.length, measured.length)}</p>
      {stopped.length > 0 && (
        <Together {...form} action="mesurer" label={portalWords.start(stopped.length)} probes={stopped}>
          <p>{portalWords.called(pace)}</p>
          <ul>
            {stopped.map(({ id, platform }) => (
              <li key={id}>
                {typeset(nameOf(platform))}
                {COLON}
                {listed([...new Set(approvals[id]?.hosts)])}
              </li>
            ))}
          </ul>
          <p>{portalWords.alone}</p>
          <p>{portalWords.witness}</p>
        </Together>
      )}
      {measured.length > 0 && (
        <Together
          {...form}
          action="ne-plus-mesurer"
          label={portalWords.stop(measured.length)}
          probes={measured}
        >
          <p>{portalWords.stopping}</p>
        </Together>
      )}
    </Section>
  );
};

type TogetherProps = Pick<PortalsProps, 'probes' | 'isCodeAsked' | 'refused'> & {
  action: 'mesurer' | 'ne-plus-mesurer';
  label: string;
  children: ReactNode;
};

const Together = ({ probes, action, label, isCodeAsked, refused, children }: TogetherProps) => {
  const own = isOf(refused, action) ? refused : null;
  return (
    <FoldedAction
      action={action}
      own={own}
      summary={label}
      about={portalWords.title}
      isOpen={own !== null}
      isCodeAsked={isCodeAsked}
      submit={label}
      isMain
    >
      {children}
      {probes.map(({ id }) => (
        <input key={id} type="hidden" name="sonde" value={id} />
      ))}
    </FoldedAction>
  );
};
