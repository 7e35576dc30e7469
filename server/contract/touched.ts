import type { BoardRow } from './answers';

type Standing = Pick<BoardRow, 'verdict' | 'payment'>;

const isWell = ({ verdict, payment }: Standing): boolean => verdict === 'possible' && payment === 'normal';

/**
 * Whether something weighs on a line of a board: its verdict, its payment, or, where no convention is known, what an
 * operator that is likely would answer. « Non renseigné » alone is no outage.
 */
export const isTouched = (
  row: Standing & { reason: BoardRow['reason']; likely: readonly Standing[] },
): boolean => (row.reason === 'no-convention' ? !row.likely.every(isWell) : !isWell(row));
