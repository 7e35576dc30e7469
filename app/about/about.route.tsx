import type { MetaFunction } from '@remix-run/node';
import { PAYMENTS, VERDICTS } from '#server/domain/facts/vocabulary';
import { DatedPart } from '../ui/freshness';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { aboutWords, verdictMeanings } from '../words/about';
import { pageTitle } from '../words/frame';

/** The rules in plain French, and what we do not know. */
const AboutPage = () => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>{aboutWords.title}</h1>
    </div>
    <div className="prose">
      <p>{aboutWords.lead}</p>
      <h2>{aboutWords.wordsTitle}</h2>
      <DatedPart>
        <dl>
          {VERDICTS.map((verdict) => (
            <div key={verdict}>
              <dt>
                <VerdictMark verdict={verdict} reason="declared" />
              </dt>
              <dd>{verdictMeanings[verdict]}</dd>
            </div>
          ))}
          <div>
            <dt>
              <VerdictMark verdict="unknown" reason="no-convention" />
            </dt>
            <dd>{aboutWords.unlisted}</dd>
          </div>
        </dl>
        <p className="legend">
          {PAYMENTS.map((payment) => (
            <PaymentMark key={payment} payment={payment} />
          ))}
        </p>
      </DatedPart>
      <Rules title={aboutWords.judgedTitle} rules={aboutWords.judged} />
      <Rules title={aboutWords.effectsTitle} rules={aboutWords.effects} />
      <Rules title={aboutWords.availabilityTitle} rules={aboutWords.availability} />
      <Rules title={aboutWords.directoryTitle} rules={aboutWords.directory} />
      <Rules title={aboutWords.recordTitle} rules={aboutWords.record} />
      <h2>{aboutWords.patientsTitle}</h2>
      <p>{aboutWords.patients}</p>
      <p>{aboutWords.advice}</p>
      <h2>{aboutWords.openTitle}</h2>
      <p>
        {aboutWords.open}
        <a href="/api/v1/openapi.json">{aboutWords.openLink}</a>.
      </p>
    </div>
  </main>
);

const Rules = ({ title, rules }: { title: string; rules: readonly string[] }) => (
  <>
    <h2>{title}</h2>
    <ul>
      {rules.map((rule) => (
        <li key={rule}>{rule}</li>
      ))}
    </ul>
  </>
);

export const meta: MetaFunction = () => [{ title: pageTitle(aboutWords.title) }];

export default AboutPage;
