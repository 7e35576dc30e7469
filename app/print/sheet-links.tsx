import { Link } from '@remix-run/react';
import { onPaper, patientNoteOf } from '../ui/paths';
import { answerPageWords } from '../words/answer-page';

/** What one may print of an answer, by its page: for the counter, for the patient. */
export const SheetLinks = ({ page }: { page: string }) => (
  <p className="pair no-print" data-needs-us>
    <Link className="button" to={onPaper(page)} discover="none">
      {answerPageWords.sheet}
    </Link>
    <Link className="button" to={patientNoteOf(page)} discover="none">
      {answerPageWords.patientNote}
    </Link>
  </p>
);
