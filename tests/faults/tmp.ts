import { f01 } from './f01-server-killed';
import { f02 } from './f02-database-killed';
import { undoAll } from './support';
const which = process.argv[2] === 'F2' ? f02 : f01;
try { console.log(await which.run()); } finally { await undoAll(); }
process.exit(0);
