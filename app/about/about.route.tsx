import type { MetaFunction } from '@remix-run/node';
import { PAYMENTS, VERDICTS } from '#server/domain/facts/vocabulary';
import { DatedPart } from '../ui/freshness';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { aboutWords, verdictMeanings } from '../words/about';
import { pageTitle } from '../words/frame';
import { ProsePage, Rules } from './prose-page';

/** The rules in plain French, and what we do not know. */
const AboutPage = () => (
  <ProsePage title={aboutWords.title} lead={aboutWords.lead}>
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
  </ProsePage>
);

export const meta: MetaFunction = () => [{ title: pageTitle(aboutWords.title) }];

export default AboutPage;
