import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from '#db/cluster/account';

/** What a container engine does with a Containerfile, done in a folder of this machine: the folders of an image are in it. */

const run = promisify(execFile);

type Instruction = { word: string; rest: string };

/** Its instructions in order, without comments, each on one line. */
export const instructionsIn = (text: string): Instruction[] =>
  text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line.trim()) ?? [];
      return { word, rest };
    });

/** The words of a form that no shell reads: `["node", "program.js"]`. Throws on another. */
const wordsOf = (rest: string): string[] => JSON.parse(rest.slice(rest.indexOf('[')));

/** Folders that an image makes; what else it names was in its base. */
const MADE = /(?<=^|[\s=":])\/(?=(?:opt|var|tmp)(?:\/|\s|$))/g;

/** `env`: what its program is told; `workdir` and what `env` names are folders of this machine. */
export type Image = {
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  stopSignal: string;
  command: string[];
  health: string[];
};

type Given = {
  file: string;
  /** The root of the sources, and what of it no engine is given. */
  context: string;
  ignored: readonly string[];
  /** Where the folders of the stages are made, and who makes them: it is theirs. */
  folder: string;
  account: Account;
  env: Record<string, string>;
  /** Does what a RUN line would do; false: it is to be run. */
  instead: (line: string, workdir: string) => Promise<boolean>;
};

/** The last stage, as its lines leave it. Rejects on an instruction it does not know, and on one that fails. */
export const buildImage = async (given: Given): Promise<Image> => {
  const { file, context, ignored, folder, account } = given;
  const stages = new Map<string, Image>();
  let image = stageIn(folder);
  const placed = (text: string) => text.replaceAll(MADE, `${image.root}/`);
  const by = (program: string, args: string[]) => run(program, args, { ...account, cwd: '/' });
  const handlers: Record<string, (rest: string) => unknown> = {
    FROM: async (rest) => {
      const name = / AS (\S+)$/.exec(rest)?.[1] ?? 'last';
      image = stageIn(join(folder, name));
      stages.set(name, image);
      await by('mkdir', ['-p', join(image.root, 'tmp')]);
    },
    WORKDIR: async (rest) => {
      image.workdir = placed(rest);
      await by('mkdir', ['-p', image.workdir]);
    },
    ENV: (rest) => Object.assign(image.env, Object.fromEntries(placed(rest).split(' ').map(splitPair))),
    COPY: async (rest) => {
      const [, from, paths = ''] = /^(?:--from=(\S+) )?(.*)$/.exec(rest) ?? [];
      const sources = paths.split(/\s+/);
      const target = join(image.workdir, sources.pop() ?? '');
      for (const source of sources) {
        const to = paths.endsWith('/') ? join(target, basename(source)) : target;
        // Of what was made just now a second name is enough.
        if (from !== undefined) await by('cp', ['-al', join(stages.get(from)?.root ?? '/none', source), to]);
        else await by('cp', ['-R', join(context, source), to]);
        const left = from === undefined ? ignored.filter((each) => each.startsWith(`${source}/`)) : [];
        await by('rm', ['-rf', ...left.map((each) => join(to, relative(source, each)))]);
      }
    },
    RUN: async (rest) => {
      if (await given.instead(rest, image.workdir)) return;
      // It may give what it makes to itself alone.
      const line = placed(rest).replaceAll('node:node', '"$(id -u):$(id -g)"');
      const env = { ...given.env, ...image.env } as unknown as NodeJS.ProcessEnv;
      await run('/bin/sh', ['-ec', line], { ...account, cwd: image.workdir, env, maxBuffer: MOST_SAID });
    },
    USER: (rest) => Object.assign(image, { user: rest }),
    STOPSIGNAL: (rest) => Object.assign(image, { stopSignal: rest }),
    HEALTHCHECK: (rest) => Object.assign(image, { health: wordsOf(rest) }),
    CMD: (rest) => Object.assign(image, { command: wordsOf(rest) }),
    EXPOSE: () => undefined,
    VOLUME: () => undefined,
  };
  for (const { word, rest } of instructionsIn(await readFile(file, 'utf8'))) {
    const handle = handlers[word];
    if (!handle) throw new Error(`${word} : instruction inconnue de cet essai`);
    await handle(rest);
  }
  return image;
};

const MOST_SAID = 2 ** 26;

const stageIn = (root: string): Image => ({
  ...{ root, workdir: root, env: {} },
  ...{ user: 'root', stopSignal: 'SIGTERM', command: [], health: [] },
});

const splitPair = (pair: string): [string, string] => {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
};
