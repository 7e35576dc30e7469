import { Form, Link, useNavigate, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '#server/contract/problem';
import { PageBody, Section } from '../../ui/page-body';
import { accountWords, recoveryWords, secondFactorWords } from '../../words/space-account';
import { formWords } from '../../words/space-form';
import { typeset } from '../../words/typography';
import { ActionForm } from '../form/action-form';
import { TextField } from '../form/fields';
import { PasskeyMaker } from '../form/passkeys';
import { fieldFault, ProblemNote } from '../form/refusals';
import { StepUpField } from '../form/step-up';
import { isOf, type Refusal } from '../form/typed';
import { PasswordAgain } from './password.page';

/** A secret for an application of codes; `picture`: the same, for a telephone's camera. */
export type Offer = { secret: string; address: string; picture: string };

type TotpOfferProps = {
  offer: Offer;
  problem: Problem | null;
  isCodeAsked: boolean;
  isPasswordAsked: boolean;
  passwordFault: string | null;
};

export const TotpOffer = ({ offer: { secret, address, picture }, problem, ...asked }: TotpOfferProps) => (
  <PageBody title={secondFactorWords.offerTitle}>
    <ProblemNote problem={problem} />
    <div className="enrolment">
      <img className="qr" src={picture} width={216} height={216} alt={secondFactorWords.pictureAlt} />
      <div>
        <p>{secondFactorWords.readPicture}</p>
        <ul className="plain-steps">
          <li>
            {secondFactorWords.typeSecret}
            <code className="grouped">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </li>
          <li>
            {secondFactorWords.onThePhone}
            <a href={address}>{secondFactorWords.openApplication}</a>
          </li>
        </ul>
        <Form method="post" className="form narrow">
          <input type="hidden" name="geste" value="preuve" />
          <input type="hidden" name="secret" value={secret} />
          <input type="hidden" name="adresse" value={address} />
          <TextField
            label={secondFactorWords.code}
            name="preuve"
            inputMode="numeric"
            autoComplete="one-time-code"
            hint={secondFactorWords.codeHint}
            fault={problem?.pointer === '/code' ? typeset(problem.detail) : null}
            required
          />
          {asked.isPasswordAsked && <PasswordAgain fault={asked.passwordFault} />}
          {asked.isCodeAsked && <StepUpField purpose={formWords.publish} problem={null} />}
          <div className="send">
            <button className="button button-main" type="submit">
              {secondFactorWords.confirm}
            </button>
          </div>
        </Form>
      </div>
    </div>
  </PageBody>
);

type SecondFactorPageProps = {
  /** The account has none yet. */
  isFirst: boolean;
  email: string | null;
  /** One has to be shown before another is taken. */
  isCodeAsked: boolean;
  /** And the password typed again. */
  isPasswordAsked: boolean;
  offer: Offer | null;
  codes: readonly string[] | null;
  refused: Refusal | null;
};

export const SecondFactorPage = ({ offer, codes, refused, ...page }: SecondFactorPageProps) => {
  const [firstCodes, setFirstCodes] = useState<readonly string[] | null>(null);
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const shown = codes ?? firstCodes;
  const isCodeAsked = page.isCodeAsked || refused?.needs === 'step-up';
  if (shown) return <RecoveryCodes codes={shown} email={page.email} />;
  const problem = refused?.problem ?? null;
  const isPasswordAsked = page.isPasswordAsked || problem?.type.endsWith('password-needed') === true;
  const passwordFault =
    isOf(refused, 'montrer') || isOf(refused, 'preuve') ? fieldFault(problem, 'password') : null;
  const asked = { isCodeAsked, isPasswordAsked, passwordFault };
  if (offer) return <TotpOffer offer={offer} problem={problem} {...asked} />;
  const passkeyMade = (made: readonly string[]) => {
    if (made.length === 0) return navigate('/espace/compte?fait=cle');
    setFirstCodes(made);
    revalidate();
  };
  return (
    <PageBody title={page.isFirst ? secondFactorWords.firstTitle : secondFactorWords.title}>
      <ProblemNote problem={problem} />
      <p className="lead">{secondFactorWords.lead}</p>
      {isCodeAsked || isPasswordAsked ? (
        <Section id="montrer" title={secondFactorWords.showFirst}>
          <ActionForm action="montrer" isCodeAsked={isCodeAsked} submit={secondFactorWords.continue} isMain>
            <PasswordAgain fault={passwordFault} />
          </ActionForm>
        </Section>
      ) : (
        <Choices isFirst={page.isFirst} onMade={passkeyMade} />
      )}
    </PageBody>
  );
};

type ChoicesProps = { isFirst: boolean; onMade: (codes: readonly string[]) => void };

const Choices = ({ isFirst, onMade }: ChoicesProps) => (
  <>
    <Section id="application" title={secondFactorWords.application}>
      <p>{secondFactorWords.applicationHint}</p>
      {!isFirst && <p className="small">{secondFactorWords.applicationReplaced}</p>}
      <ActionForm action="offre" isCodeAsked={false} submit={secondFactorWords.takeApplication} isMain />
    </Section>
    <Section id="cle" title={secondFactorWords.passkey}>
      <p>{secondFactorWords.passkeyHint}</p>
      <PasskeyMaker onDone={onMade} />
    </Section>
  </>
);

/** Codes that open the account without its phone; nobody can read them again. */
export const RecoveryCodes = ({ codes, email }: { codes: readonly string[]; email: string | null }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1 tabIndex={-1} ref={heading}>
          {recoveryWords.title}
        </h1>
        {email && <p>{recoveryWords.accountOf(email)}</p>}
      </div>
      <p className="lead">{recoveryWords.lead}</p>
      <ol className="recovery-codes" aria-label={accountWords.recoveryCodes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p className="small">{recoveryWords.keepApart}</p>
      <div className="send no-print">
        <Link className="button button-main" to="/espace">
          {recoveryWords.noted}
        </Link>
        <button type="button" className="button needs-script" onClick={() => window.print()}>
          {recoveryWords.print}
        </button>
      </div>
    </main>
  );
};
