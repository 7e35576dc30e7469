import { Link } from '@remix-run/react';
import { answerPageWords } from '../words/answer-page';

type SheetLinksProps = { sheet: string; note: string };

/** What one may print of an answer: for the counter, for the patient. */
export const SheetLinks = ({ sheet, note }: SheetLinksProps) => (
  <p className="pair no-print" data-needs-us>
    <Link className="button" to={sheet} discover="none">
      {answerPageWords.sheet}
    </Link>
    <Link className="button" to={note} discover="none">
      {answerPageWords.patientNote}
    </Link>
  </p>
);
