import { f01 } from './f01-server-killed';
import { f02 } from './f02-database-killed';
import { f11 } from './f11-one-key';
import { f12 } from './f12-two-editors';
import { f13 } from './f13-false-return';
import { f23 } from './f23-journal-edited';
import { undoAll } from './support';

const which = ({ F1: f01, F2: f02, F11: f11, F12: f12, F13: f13, F23: f23 } as any)[process.argv[2] as any];
try {
  console.log(await which.run());
} finally {
  await undoAll();
}
process.exit(0);
