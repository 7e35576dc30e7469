import { time } from '../../words/fr/instants';
import { Moment } from '../moment';

/** « brouillon gardé à 12:57 ». */
export const DraftNote = ({ savedAt }: { savedAt: string | null }) =>
  savedAt === null ? null : (
    <>
      {' · brouillon gardé à '}
      <Moment iso={savedAt} as={time} />
    </>
  );
