import { useNavigate, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { fr } from '../../words/fr/typography';
import { faultAt } from './faults';
import { GestureForm } from './gesture-form';
import { PasskeyMaker } from './passkey-maker';
import { PasswordAgain } from './password-again';
import { ProblemNote } from './problem-note';
import { RecoveryCodes } from './recovery-codes';
import { type Offer, TotpOffer } from './totp-offer';
import { isOf, type Refusal } from './typed';

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
    isOf(refused, 'montrer') || isOf(refused, 'preuve') ? faultAt(problem, 'password') : null;
  const asked = { isCodeAsked, isPasswordAsked, passwordFault };
  if (offer) return <TotpOffer offer={offer} problem={problem} {...asked} />;
  const passkeyMade = (made: readonly string[]) => {
    if (made.length === 0) return navigate('/espace/compte?fait=cle');
    setFirstCodes(made);
    revalidate();
  };
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>{page.isFirst ? 'Choisissez votre second facteur' : 'Changer de second facteur'}</h1>
      </div>
      <ProblemNote problem={problem} />
      <p className="lead">{fr`Un mot de passe se vole. Ce que vous publiez arrête ou rouvre des comptoirs : il faut aussi quelque chose que vous seul avez.`}</p>
      {isCodeAsked || isPasswordAsked ? (
        <section className="part" aria-labelledby="montrer">
          <h2 id="montrer">{fr`D'abord, montrez que c'est vous`}</h2>
          <GestureForm gesture="montrer" isCodeAsked={isCodeAsked} submit="Continuer" isMain>
            <PasswordAgain fault={passwordFault} />
          </GestureForm>
        </section>
      ) : (
        <Choices isFirst={page.isFirst} onMade={passkeyMade} />
      )}
    </main>
  );
};

type ChoicesProps = { isFirst: boolean; onMade: (codes: readonly string[]) => void };

const Choices = ({ isFirst, onMade }: ChoicesProps) => (
  <>
    <section className="part" aria-labelledby="application">
      <h2 id="application">Une application de codes</h2>
      <p>{fr`Sur un téléphone : elle affiche six chiffres qui changent toutes les trente secondes.`}</p>
      {!isFirst && (
        <p className="small">{fr`Elle remplacera celle que vous avez, et vos codes de secours seront neufs.`}</p>
      )}
      <GestureForm gesture="offre" isCodeAsked={false} submit="Prendre une application de codes" isMain />
    </section>
    <section className="part" aria-labelledby="cle">
      <h2 id="cle">Une clé d’accès</h2>
      <p>{fr`L'empreinte, le visage ou le code de cet appareil, ou une clé USB : rien à recopier, rien qui se vole à distance.`}</p>
      <PasskeyMaker onDone={onMade} />
    </section>
  </>
);
