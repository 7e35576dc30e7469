import { Link } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { fr } from '../../words/typography';

/** Codes that open the account without its phone; nobody can read them again. */
export const RecoveryCodes = ({ codes, email }: { codes: readonly string[]; email: string | null }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1 tabIndex={-1} ref={heading}>
          Vos codes de secours
        </h1>
        {email && <p>{fr`Comptoir, compte ${email}`}</p>}
      </div>
      <p className="lead">{fr`Chacun remplace une fois votre téléphone ou votre clé d'accès. Ils ne seront plus jamais montrés : imprimez-les ou recopiez-les maintenant.`}</p>
      <ol className="recovery-codes" aria-label="Codes de secours">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p className="small">{fr`Gardez-les hors de l'ordinateur, là où vous rangez un double de clé. De nouveaux codes annulent ceux-ci.`}</p>
      <div className="send no-print">
        <Link className="button button-main" to="/espace">
          Je les ai notés
        </Link>
        <button type="button" className="button needs-script" onClick={() => window.print()}>
          Imprimer
        </button>
      </div>
    </main>
  );
};
