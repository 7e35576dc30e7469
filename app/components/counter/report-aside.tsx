import { Form, Link, useNavigation } from '@remix-run/react';
import type { ReportLine } from '#server/contract/reports';
import type { Flow, Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from '../../words/fr/professions';
import { flowOptions, mainFlowOf, outcomeWords } from '../../words/fr/reports';
import { fr, typeset } from '../../words/fr/typography';
import { SelectField } from '../space/fields';
import type { NameOf } from '../told';
import { ReportCounts } from './report-counts';

type ReportAsideProps = {
  profession: Profession;
  /** Null: of the operator itself. */
  mutuelle: string | null;
  candidates: readonly { platform: string; flows: readonly { flow: Flow }[] }[];
  /** Null: they cannot be read for now. */
  flows: readonly ReportLine[] | null;
  nameOf: NameOf;
};

/** One tap from an answer: « ça passe », « ça bloque », and what others said within the hour. */
export const ReportAside = ({ profession, mutuelle, candidates, flows, nameOf }: ReportAsideProps) => {
  const isSending = useNavigation().state === 'submitting';
  const offered = flowOptions(candidates.flatMap((candidate) => candidate.flows.map(({ flow }) => flow)));
  const [only, ...others] = candidates;
  if (!only) return null;
  const { slug } = professionWords[profession];
  return (
    <section className="reports" aria-labelledby="signaler">
      <h2 id="signaler">{fr`Et chez vous ?`}</h2>
      {flows && <ReportCounts flows={flows} nameOf={nameOf} />}
      <Form method="post" action="/signaler" className="actions">
        <input type="hidden" name="profession" value={slug} />
        <input type="hidden" name="retour" value="reponse" />
        {mutuelle !== null && <input type="hidden" name="mutuelle" value={mutuelle} />}
        {others.length === 0 ? (
          <input type="hidden" name="operateur" value={only.platform} />
        ) : (
          <SelectField
            label="Opérateur imprimé sur la carte"
            name="operateur"
            options={candidates.map(({ platform }) => ({
              value: platform,
              label: typeset(nameOf(platform)),
            }))}
          />
        )}
        <SelectField label="Échange" name="echange" options={offered} defaultValue={mainFlowOf(profession)} />
        <div className="pair">
          {(['passes', 'blocked'] as const).map((outcome) => (
            <button
              key={outcome}
              className="button"
              type="submit"
              name="issue"
              value={outcomeWords[outcome].slug}
              disabled={isSending}
            >
              {outcomeWords[outcome].word}
            </button>
          ))}
        </div>
      </Form>
      <p className="small">
        {fr`Sans compte. `}
        <Link to={`/signaler?${new URLSearchParams({ profession: slug })}`} discover="none">
          Ce que nous gardons
        </Link>
      </p>
    </section>
  );
};
