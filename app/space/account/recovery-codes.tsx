import { Link } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { accountWords, recoveryWords } from '../../words/space-account';

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
