import { buildIfStale } from '#server/build';

/** Once a run: files that start a server side by side would otherwise build in the same folder. */
export default buildIfStale;
