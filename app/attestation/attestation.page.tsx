import { Link } from '@remix-run/react';
import type { SignedAttestation } from '#server/contract/attestations';
import type { CheckingKey } from '#server/contract/snapshot-check';
import { AnswerFacts, type AnyAnswer } from '../answer/answer-facts';
import { PayLine } from '../answer/answer-head';
import { StatementList } from '../answer/statements';
import { Fact } from '../ui/fact';
import { Dated, Moment } from '../ui/moment';
import { type NameOf, tradeName } from '../ui/names';
import { Section } from '../ui/page-body';
import { pathsAt } from '../ui/paths';
import { Sign } from '../ui/signs';
import { whySentence } from '../words/answers';
import { attestationWords as words } from '../words/attestation';
import { longInstant } from '../words/instants';
import { groupOf, groupWords, signOf } from '../words/verdicts';
import { FileVerification, OwnVerification } from './verification';

type AttestationPageProps = {
  file: SignedAttestation;
  keys: readonly CheckingKey[];
  /** A picture of the page's address. */
  qr: string;
  nameOf: NameOf;
};

/** What the board said at an instant, who had said what, and what proves it: one sheet. */
export const AttestationPage = ({ file, keys, qr, nameOf }: AttestationPageProps) => {
  const { answer, stored } = file.attestation;
  return (
    <main className="page attestation" id="contenu">
      <div className="title">
        <h1>{words.title}</h1>
        <p>
          <Dated text={words.of(tradeName(answer.name), answer.profession, answer.at)} />
        </p>
      </div>
      <p className="no-print">
        {words.notNow} <Link to={pathOfNow(answer)}>{words.now}</Link>
      </p>
      <Verdict answer={answer} nameOf={nameOf} />
      {answer.reconstituted && <p className="warn">{words.reconstituted}</p>}
      {/* Said above, louder. */}
      <AnswerFacts answer={{ ...answer, reconstituted: false }} />
      <StatementList
        voices={answer.voices}
        profession={answer.profession}
        nameOf={nameOf}
        title={words.statements}
        none={words.nobody}
      />
      {stored.length > 0 && (
        <details className="no-print">
          <summary>{words.storedTitle}</summary>
          <dl className="facts">
            {stored.map(({ statement, storedAt }) => (
              <Fact key={statement} name={statement}>
                <Moment iso={storedAt} as={longInstant} />
              </Fact>
            ))}
          </dl>
        </details>
      )}
      <Proof file={file} keys={keys} qr={qr} />
      <FileVerification keys={keys} />
    </main>
  );
};

const Verdict = ({ answer, nameOf }: { answer: AnyAnswer; nameOf: NameOf }) => {
  const { word, className } = groupWords[groupOf(answer)];
  return (
    <div className={`attested-verdict ${className}`}>
      <p className="word">
        <Sign id={signOf(answer)} />
        {word}
      </p>
      <p className="why">
        <Dated text={whySentence(answer, nameOf)} />
      </p>
      <PayLine answer={answer} nameOf={nameOf} />
    </div>
  );
};

const Proof = ({ file, keys, qr }: Omit<AttestationPageProps, 'nameOf'>) => {
  const { id, generatedAt, keyId, auditHead } = file.attestation;
  return (
    <Section id="signature" title={words.signature}>
      <OwnVerification file={file} keys={keys} />
      <div className="proof">
        <dl className="facts">
          <Fact name={words.id}>
            <code>{id}</code>
          </Fact>
          <Fact name={words.signedAt}>
            <Moment iso={generatedAt} as={longInstant} />
          </Fact>
          <Fact name={words.key}>
            <code>{keyId}</code>
          </Fact>
          <Fact name={words.head}>
            <code>{words.headRow(auditHead.number, auditHead.hash)}</code>
          </Fact>
          <Fact name={words.bytes}>
            <code>{file.signature}</code>
          </Fact>
        </dl>
        <img src={qr} width={128} height={128} alt={words.qr} />
      </div>
      <p className="no-print">
        <a className="button" href={`/api/v1/attestations/${id}`} download={`${id}.json`}>
          {words.download}
        </a>{' '}
        <button className="button needs-script" type="button" onClick={() => window.print()}>
          {words.print}
        </button>
      </p>
      <p className="hint">{words.downloadSaid}</p>
    </Section>
  );
};

const pathOfNow = (answer: SignedAttestation['attestation']['answer']): string =>
  'mutuelle' in answer
    ? pathsAt(null).answer(answer.profession, answer.mutuelle)
    : pathsAt(null).operator(answer.profession, answer.platform);
