import { Form, useNavigation } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { FLOWS, PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { ChoiceList, SelectField, TextField } from '../space/form/fields';
import { DoneNote } from '../space/form/notes';
import { fieldFault, ProblemNote } from '../space/form/refusals';
import type { Typed } from '../space/form/typed';
import { Moment } from '../ui/moment';
import { PageBody, Section } from '../ui/page-body';
import { longInstant } from '../words/instants';
import { professionWords } from '../words/professions';
import { reportPageWords } from '../words/report-page';
import { flowOptions, mainFlowOf, outcomeWords, reportWords } from '../words/reports';
import { typeset } from '../words/typography';

export type Me = { signedIn: boolean; until: string | null; isOffered: boolean };

const SIGN_IN = '/api/v1/professionals/sign-in?return=%2Fsignaler';

/** Whether what one says counts as a practice's. */
export const ProfessionalNote = ({ me: { signedIn, until, isOffered } }: { me: Me }) => {
  if (!isOffered && !signedIn) return null;
  return (
    <Section id="connexion" title={reportPageWords.asPractice}>
      {signedIn && until ? (
        <Form method="post" className="action-form">
          <input type="hidden" name="geste" value="deconnexion" />
          <p>
            {reportPageWords.signedInUntil}
            <Moment iso={until} as={longInstant} />
            {reportPageWords.signedInEffect}
          </p>
          <button className="button" type="submit">
            {reportPageWords.signOut}
          </button>
        </Form>
      ) : (
        <>
          <p>{reportPageWords.signInEffect}</p>
          <p>
            <a className="button" href={SIGN_IN}>
              {reportPageWords.signIn}
            </a>
          </p>
        </>
      )}
    </Section>
  );
};

export type Named = { id: string; name: string };

type ReportFieldsProps = {
  mutuelles: readonly Named[];
  platforms: readonly Named[];
  profession: Profession | null;
  mutuelle: string | null;
  platform: string | null;
  refused: { problem: Problem; typed: Typed } | null;
};

const UNCHOSEN = { value: '', label: reportPageWords.choose };
const UNSAID = { value: '', label: reportPageWords.ofMutuelle };
const PROFESSION_OPTIONS = PROFESSIONS.map((profession) => ({
  value: professionWords[profession].slug,
  label: professionWords[profession].name,
}));
const OUTCOMES = (['passes', 'blocked'] as const).map((outcome) => ({
  value: outcomeWords[outcome].slug,
  label: outcomeWords[outcome].word,
}));

export const ReportFields = (props: ReportFieldsProps) => {
  const { mutuelles, platforms, profession, refused } = props;
  const problem = refused?.problem ?? null;
  const typed = (name: string) => refused?.typed[name]?.[0];
  const isSending = useNavigation().state === 'submitting';
  return (
    <>
      <ProblemNote problem={problem} />
      <Form method="post" className="form narrow">
        <SelectField
          label={reportPageWords.profession}
          name="profession"
          options={[UNCHOSEN, ...PROFESSION_OPTIONS]}
          defaultValue={typed('profession') ?? (profession ? professionWords[profession].slug : undefined)}
          fault={fieldFault(problem, 'profession')}
        />
        <MutuelleField
          mutuelles={mutuelles}
          given={typed('mutuelle') ?? props.mutuelle}
          fault={fieldFault(problem, 'mutuelles') ?? fieldFault(problem, 'mutuelle')}
        />
        <SelectField
          label={reportPageWords.operator}
          name="operateur"
          options={[UNSAID, ...platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))]}
          defaultValue={typed('operateur') ?? props.platform ?? undefined}
          fault={fieldFault(problem, 'platform')}
        />
        <SelectField
          label={reportPageWords.flow}
          name="echange"
          options={[UNCHOSEN, ...flowOptions(FLOWS)]}
          defaultValue={typed('echange') ?? (profession ? mainFlowOf(profession) : undefined)}
          fault={fieldFault(problem, 'flow')}
        />
        <ChoiceList
          legend={reportPageWords.outcome}
          name="issue"
          options={OUTCOMES}
          chosen={typed('issue')}
        />
        <div className="send">
          <button className="button button-main" type="submit" disabled={isSending}>
            {isSending ? reportPageWords.sending : reportPageWords.send}
          </button>
        </div>
      </Form>
    </>
  );
};

type MutuelleFieldProps = { mutuelles: readonly Named[]; given: string | null; fault: string | null };

/** By its name, out of those known; an id comes from an address. */
const MutuelleField = ({ mutuelles, given, fault }: MutuelleFieldProps) => (
  <>
    <TextField
      label={reportPageWords.mutuelle}
      name="mutuelle"
      list="mutuelles-connues"
      defaultValue={typeset(mutuelles.find(({ id }) => id === given)?.name ?? given ?? '')}
      fault={fault}
      hint={reportPageWords.mutuelleHint}
    />
    <datalist id="mutuelles-connues">
      {mutuelles.map(({ id, name }) => (
        <option key={id} value={typeset(name)} />
      ))}
    </datalist>
  </>
);

type ReportPageProps = {
  mutuelles: readonly Named[];
  platforms: readonly Named[];
  profession: Profession | null;
  mutuelle: string | null;
  platform: string | null;
  me: Me;
  said: string | null;
  refused: { problem: Problem; typed: Typed } | null;
};

/** « Signaler »: what passes or blocks, from lists; who one may be, and what is kept of it. */
export const ReportPage = ({ me, said, ...fields }: ReportPageProps) => (
  <PageBody title={reportPageWords.send}>
    <p className="lead">{reportWords.lead}</p>
    <DoneNote said={said} />
    <ReportFields {...fields} />
    <ProfessionalNote me={me} />
    <Section id="garde" title={reportPageWords.kept}>
      <div className="prose">
        <p>{reportWords.weighs}</p>
        <p>{reportWords.kept}</p>
        {me.isOffered && <p>{reportWords.keptSignedIn}</p>}
        <p>{reportWords.network}</p>
      </div>
    </Section>
  </PageBody>
);
