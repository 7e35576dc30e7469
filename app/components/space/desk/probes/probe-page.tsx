import { Link } from '@remix-run/react';
import type { ProbeApproval } from '#server/contract/probes';
import { flowWords } from '../../../../words/fr/flows';
import { APPROVING } from '../../../../words/fr/space-probe-approvals';
import { probeKindWords, probesDoneWords } from '../../../../words/fr/space-probes';
import { fr, typeset } from '../../../../words/fr/typography';
import { namesOf } from '../../../told';
import { DoneNote } from '../../done-note';
import { isOf } from '../../typed';
import { ApprovalPart } from './approval-part';
import { ProbeForm, type ProbeFormProps } from './probe-form';

/** `probe` null: a new one. */
type ProbePageProps = ProbeFormProps & { approval: ProbeApproval | null; done: string | null };

export const ProbePage = ({ approval, done, ...form }: ProbePageProps) => {
  const { probe, platforms, refused, ready } = form;
  // Where nothing is to be approved its part is not drawn: what was refused is said by the form.
  const isApproving = approval !== null && isOf(refused, 'approuver');
  return (
    <main className="page desk" id="contenu">
      <p className="small crumb-top">
        <Link to="/espace/sondes">Sondes</Link>
      </p>
      <div className="title">
        <h1>{probe ? typeset(probe.name) : 'Nouvelle sonde'}</h1>
        <p>
          {probe
            ? fr`${namesOf(platforms)(probe.platform)}, ${flowWords[probe.flow].inList} ; ${probeKindWords[probe.kind]}`
            : fr`Elle est ajoutée arrêtée : on l'essaie, puis on la met en marche.`}
        </p>
      </div>
      {refused === null && <DoneNote said={probesDoneWords.get(done ?? '') ?? null} />}
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
    </main>
  );
};
