import { connect } from '#db/database';
import { startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { FORGETFUL } from '../../support/runner/forgetful';
import { atEnd, makeFolder } from './support';

/** An empty record on a PostgreSQL of our own, gone at the end. */
export const openEmpty = async () => {
  const cluster = await startEmbedded(await makeFolder(), FORGETFUL);
  atEnd(cluster.stop);
  const connection = connect(cluster.address);
  atEnd(connection.close);
  await migrate(connection.db);
  return connection;
};
