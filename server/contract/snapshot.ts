import { z } from 'zod';
import { board } from './answers';
import { incident } from './incidents';
import { instant } from './instants';
import { list } from './list';
import { notice } from './notices';

/** `GET /api/v1/snapshot`: the whole current state in one file. */
export const snapshot = z.object({
  format: z.literal('comptoir-snapshot/1'),
  seq: z.number().int(),
  generatedAt: instant,
  boards: list(board.omit({ seq: true, at: true, knownAt: true })),
  incidents: list(incident),
  notices: list(notice),
});
