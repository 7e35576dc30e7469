import { Form, Link, useNavigation } from '@remix-run/react';
import type { ReportLine } from '#server/contract/reports';
import type { Flow, Profession } from '#server/domain/facts/vocabulary';
import { SelectField } from '../space/form/fields';
import { useDoubt } from '../ui/freshness';
import type { NameOf } from '../ui/names';
import { flowWords } from '../words/flows';
import { professionWords } from '../words/professions';
import { reportPageWords } from '../words/report-page';
import { countsSentence, flowOptions, mainFlowOf, outcomeWords } from '../words/reports';
import { typeset } from '../words/typography';

type ReportCountsProps = { flows: readonly ReportLine[]; nameOf: NameOf };

/** What was said within the hour, flow by flow; once past its time, there is no telling which hour. */
export const ReportCounts = ({ flows, nameOf }: ReportCountsProps) => {
  if (useDoubt()) return null;
  return flows.length === 0 ? (
    <p className="small">{reportPageWords.none}</p>
  ) : (
    <>
      <p className="small">{reportPageWords.withinHour}</p>
      <ul className="small counts">
        {flows.map((line) => (
          <li key={`${line.platform} ${line.mutuelle} ${line.flow}`}>
            <b>{flowWords[line.flow].name}</b>
            {line.mutuelle === null && reportPageWords.allCards(nameOf(line.platform))}
            {reportPageWords.counts(countsSentence(line))}
            {line.alarmSince !== null && <b>{reportPageWords.alarm}</b>}
          </li>
        ))}
      </ul>
    </>
  );
};

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
      <h2 id="signaler">{reportPageWords.andYou}</h2>
      {flows && <ReportCounts flows={flows} nameOf={nameOf} />}
      <Form method="post" action="/signaler" className="actions">
        <input type="hidden" name="profession" value={slug} />
        <input type="hidden" name="retour" value="reponse" />
        {mutuelle !== null && <input type="hidden" name="mutuelle" value={mutuelle} />}
        {others.length === 0 ? (
          <input type="hidden" name="operateur" value={only.platform} />
        ) : (
          <SelectField
            label={reportPageWords.operator}
            name="operateur"
            options={candidates.map(({ platform }) => ({
              value: platform,
              label: typeset(nameOf(platform)),
            }))}
          />
        )}
        <SelectField
          label={reportPageWords.flow}
          name="echange"
          options={offered}
          defaultValue={mainFlowOf(profession)}
        />
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
        {reportPageWords.noAccount}
        <Link to={`/signaler?${new URLSearchParams({ profession: slug })}`} discover="none">
          {reportPageWords.whatWeKeep}
        </Link>
      </p>
    </section>
  );
};
