import type { Env } from '../env';

/** A command that has done what was asked says so in `lines`; one that refuses throws, or says why in `faults`. */
export type Said = { lines?: readonly string[]; faults?: readonly string[] };

/** One of `npm run import`, `export`, `backup`, `restore`, `admin`, `verify`, asked with what stands after `--`. */
export type Command = (args: readonly string[], env: Env) => Promise<Said>;
