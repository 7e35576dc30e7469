import type { MetaFunction } from '@remix-run/node';
import { PAYMENTS, VERDICTS } from '#server/domain/facts/vocabulary';
import { DatedPart } from '../ui/freshness';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { aboutWords, verdictMeanings } from '../words/about';

/** The rules in plain French, and what we do not know. */
const AboutPage = () => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Règles et sources</h1>
    </div>
    <div className="prose">
      <p>{aboutWords.lead}</p>
      <h2>Ce que veut dire chaque mot</h2>
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
            <dd>nous ne savons pas quel opérateur sert cette mutuelle pour votre profession</dd>
          </div>
        </dl>
        <p className="legend">
          {PAYMENTS.map((payment) => (
            <PaymentMark key={payment} payment={payment} />
          ))}
        </p>
      </DatedPart>
      <Rules title="Comment un échange est jugé" rules={aboutWords.judged} />
      <Rules title="Comment on passe des échanges à la réponse" rules={aboutWords.effects} />
      <Rules title="Comment la disponibilité est comptée" rules={aboutWords.availability} />
      <Rules title="D’où vient l’annuaire, et ses limites" rules={aboutWords.directory} />
      <Rules title="Ce qui est gardé" rules={aboutWords.record} />
      <h2>Vos patients et vous</h2>
      <p>{aboutWords.patients}</p>
      <p>{aboutWords.advice}</p>
      <h2>Données ouvertes</h2>
      <p>
        Tout ce que montrent ces pages se lit aussi par un programme, sans clé&#8239;:{' '}
        <a href="/api/v1/openapi.json">description de l’API ouverte</a>.
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

export const meta: MetaFunction = () => [{ title: 'Règles et sources – Comptoir' }];

export default AboutPage;
