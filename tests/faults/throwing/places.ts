import ts from 'typescript';

/** A function of ours in what was built: it is told when it is called, and may be made to throw. */
export type Place = { id: number; file: string; name: string };

type Edit = { at: number; text: string };

/** esbuild writes above each module where it comes from; Rollup does not, and has only the dashboard in its file. */
const MODULE = /^\/\/ (\S+\.[jt]sx?)$/gm;

/** The modules of a file that was built, as they lie in it; `whole`: the name of all of it where none is named. */
const modulesIn = (source: string, whole: string): { file: string; from: number; to: number }[] => {
  const heads = [...source.matchAll(MODULE)];
  if (heads.length === 0) return [{ file: whole, from: 0, to: source.length }];
  return heads.map((head, index) => ({
    file: head[1] ?? '',
    from: head.index,
    to: heads[index + 1]?.index ?? source.length,
  }));
};

/** What a function is called: by itself, or by what it is given to. */
const nameOf = (node: ts.SignatureDeclaration): string => {
  if (node.name) return node.name.getText();
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
  if (ts.isCallExpression(parent)) return `${parent.expression.getText().split('.').at(-1)}(…)`;
  return '(…)';
};

/**
 * Puts at the head of each function of the modules that `isOurs` a call that may throw: `__place(id)`. Numbers begin
 * at `first`.
 */
export const withPlaces = (
  source: string,
  { whole, first, isOurs }: { whole: string; first: number; isOurs: (file: string) => boolean },
): { code: string; places: Place[] } => {
  const places: Place[] = [];
  const edits: Edit[] = [];
  for (const { file, from, to } of modulesIn(source, whole).filter(({ file }) => isOurs(file))) {
    const parsed = ts.createSourceFile(
      file,
      source.slice(from, to),
      ts.ScriptTarget.Latest,
      true,
      ts.ScriptKind.JS,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && 'body' in node && node.body) {
        const id = first + places.length;
        places.push({ id, file, name: nameOf(node) });
        const body = node.body as ts.Node;
        const start = from + body.getStart(parsed);
        if (ts.isBlock(body)) edits.push({ at: start + 1, text: `__place(${id});` });
        else edits.push({ at: start, text: `(__place(${id}), ` }, { at: from + body.getEnd(), text: ')' });
      }
      ts.forEachChild(node, visit);
    };
    visit(parsed);
  }
  return { code: edited(source, edits), places };
};

const edited = (source: string, edits: readonly Edit[]): string => {
  const pieces: string[] = [];
  let done = 0;
  // Of two at one place the one that was found first is outside.
  for (const { at, text } of [...edits].sort((a, b) => a.at - b.at)) {
    pieces.push(source.slice(done, at), text);
    done = at;
  }
  return pieces.join('') + source.slice(done);
};

/** What a place is part of. */
export const KINDS: readonly (readonly [string, RegExp])[] = [
  [
    'listening to the database',
    /^server\/read-model\/listen-notify\.ts|^server\/runtime\/readers\.ts|^db\/own-connection\.ts/,
  ],
  ['stream', /^server\/read-model\/(streams|stream-first|messages|told|board-feed|changes)\.ts/],
  ['publication', /^server\/(mirror|signing|read-model\/snapshots)/],
  ['kept state', /^server\/read-model\/disk-cache\.ts/],
  [
    'job',
    /^server\/runtime\/(jobs|leader)\.ts|^server\/measurements\/(availability|reports)|^db\/(availability|reporters|retention)\.ts/,
  ],
  ['probe', /^server\/(probes|outbound|measurements)/],
  ['judgement', /^server\/domain/],
  ['door', /^server\/(http|contract|accounts)/],
  ['site', /^server\/(site|runtime|read-model)/],
  ['query', /^db\//],
  ['words', /^app\/words/],
];
/** The first that fits; of the dashboard, what its name says. */
export const kindOf = ({ file, name }: Place): string => {
  const [kind] = KINDS.find(([, form]) => form.test(file)) ?? [];
  if (kind) return kind;
  if (/^(loader|action)/.test(name)) return name.startsWith('loader') ? 'loader' : 'action';
  return /^[A-Z]/.test(name) ? 'component' : 'page';
};
