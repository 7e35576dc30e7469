import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useDoubt, useKnownAt, VALID_MS } from '../ui/freshness';
import { Dated, Moment } from '../ui/moment';
import { Sign } from '../ui/signs';
import { PRODUCT } from '../words/frame';
import { IN_PARIS, longInstant } from '../words/instants';
import { sheetWords } from '../words/sheets';
import type { Qr } from './qr.server';
import { QrCode } from './qr-code';

/** Where a sheet leads: the page of the moment, written out and as squares. */
export type Leads = { address: string; qr: Qr };

type PaperProps = {
  /** The page that it was printed from. */
  back: string;
  /** Left out: there is nothing to print. */
  print?: string;
  hint?: string;
  children: ReactNode;
};

/** What is printed, with what one does about it on the screen. */
export const Paper = ({ back, print, hint, children }: PaperProps) => (
  <main className="page" id="contenu">
    <div className="paper-tools no-print">
      <Link to={back} discover="none">
        {sheetWords.back}
      </Link>
      {print && (
        <button type="button" className="button button-main needs-script" onClick={() => window.print()}>
          {print}
        </button>
      )}
      {hint && <span className="small">{hint}</span>}
    </div>
    {children}
  </main>
);

type SheetProps = {
  /** « Fiche comptoir · opticien ». */
  kind: string;
  /** Gives the colours of its word. */
  className?: string;
  /** The instant of a replay; null: of now. */
  at: string | null;
  leads: Leads;
  children: ReactNode;
};

/** One A4, black on white: of what, the answer, until when it is worth something, where it is read again. */
export const Sheet = ({ kind, className = '', at, leads, children }: SheetProps) => {
  const knownAt = useKnownAt();
  return (
    <article className={`sheet ${className}`}>
      <p className="sheet-top">
        <span className="brand">
          <Sign id="mark" />
          {PRODUCT}
        </span>
        <span>{kind}</span>
      </p>
      {children}
      <div className="sheet-bottom">
        <div>
          {at === null && knownAt !== null && (
            <p>
              <b>
                {sheetWords.confirmed}
                <Moment iso={new Date(knownAt).toISOString()} as={longInstant} />
                {IN_PARIS}
              </b>
            </p>
          )}
          <p>
            {sheetWords.checkFirst}
            <b className="address">{withoutScheme(leads.address)}</b>
          </p>
        </div>
        <QrCode qr={leads.qr} label={sheetWords.qr} />
      </div>
    </article>
  );
};

/** As one types it: a colon stays one. */
const withoutScheme = (address: string): string => address.replace(/^https?:\/\//, '').replaceAll('%3A', ':');

/** Until when it is worth something, a quarter of an hour after it was confirmed; or that it no longer is; or that it is a replay. */
export const Expiry = ({ at }: { at: string | null }) => {
  const knownAt = useKnownAt();
  const isDoubted = useDoubt() !== null;
  if (at !== null) return <ExpiryBox text={sheetWords.replayed(at)} />;
  if (knownAt === null) return null;
  const end = new Date(knownAt + VALID_MS);
  return <ExpiryBox text={isDoubted ? sheetWords.expired(end) : sheetWords.expires(end)} />;
};

const ExpiryBox = ({ text }: { text: string }) => (
  <p className="expires">
    <Dated text={text} />
  </p>
);
