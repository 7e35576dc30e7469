import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** What our own texts name must be there: files by path or by the end of one, commands of npm, sections of RULES.md. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['app', 'server', 'db', 'tests', 'findings', '.ci'];
const BUILT = /^app\/build(\/|$)/;

const read = (path: string): string => readFileSync(ROOT + path, 'utf8');

const PATHS = [
  ...readdirSync(ROOT),
  ...FOLDERS,
  ...FOLDERS.flatMap((folder) =>
    readdirSync(ROOT + folder, { recursive: true }).map(
      (path) => `${folder}/${String(path).replaceAll('\\', '/')}`,
    ),
  ),
].filter((path) => !BUILT.test(path));
const TEXTS = PATHS.filter((path) => path.endsWith('.md'));
/** Migrations keep the comments they were applied with. */
const SOURCES = PATHS.filter(
  (path) => /\.(tsx?|css|sh|sql|service|conf)$/.test(path) && !path.startsWith('db/migrations/'),
);

/** The first group of each match that has one. */
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, ...found]) => found.find((each) => each !== undefined) ?? '');

/** `a/{b,c}` names two. */
const expanded = (name: string): string[] => {
  const [, head = '', inner, tail = ''] = /^(.*)\{(.+)\}(.*)$/.exec(name) ?? [];
  return inner === undefined ? [name] : inner.split(',').flatMap((each) => expanded(head + each + tail));
};

const ENDING = /\.(tsx?|css|sql|sh|md|service)$/;
const ROOM = new RegExp(`^(${FOLDERS.join('|').replace('.', '\\.')})/`);

/** What a text names of our files; what it strikes out may be gone. */
const namedIn = (text: string): string[] => {
  const prose = text.replace(/```[\s\S]*?```/g, '');
  const fenced = matches(text, /```([\s\S]*?)```/g).join('\n');
  const inline = matches(prose.replace(/~~[\s\S]*?~~/g, ''), /`([^`\s]+)`/g)
    .flatMap(expanded)
    .filter(
      (name) => !/[*<>$]/.test(name) && !name.startsWith('/') && (ENDING.test(name) || ROOM.test(name)),
    );
  const linked = matches(prose, /\]\((?!https?:|#)([^)#\s]+)/g);
  return [
    ...inline,
    ...linked,
    ...matches(fenced, /(?<![\w/.])((?:app|server|db|tests|findings)\/[\w/.-]+)/g),
  ];
};

const isThere = (name: string): boolean => {
  const path = name.replace(/\/$/, '');
  return PATHS.some((each) => each === path || each.endsWith(`/${path}`));
};

describe.each(TEXTS)('%s', (path) => {
  const text = read(path);
  it('names files that exist', () => {
    expect(namedIn(text).filter((name) => !isThere(name))).toEqual([]);
  });
  it('names commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = matches(text, /npm run (?:-s )?([\w:]+)/g);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('what sources cite', () => {
  it('is in the repository', () => {
    const cited = SOURCES.flatMap((path) =>
      matches(read(path), /\b([\w-]+\.md)\b|`((?:[\w-]+\/)+[\w.-]+\.(?:tsx?|css|sql|sh))`/g).map((name) => ({
        path,
        name,
      })),
    );
    expect(cited.filter(({ name }) => !isThere(name))).toEqual([]);
  });
  it('of the rules of judgement is one of their sections', () => {
    const sections = matches(read('server/domain/RULES.md'), /^## (\d+)\. /gm);
    const cited = SOURCES.flatMap((path) => matches(read(path), /RULES\.md`?,? (\d+)/g));
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter((each) => !sections.includes(each))).toEqual([]);
  });
});

it('README is read in a few minutes: nine kilobytes at most', () => {
  expect(Buffer.byteLength(read('README.md'))).toBeLessThanOrEqual(9_000);
});
