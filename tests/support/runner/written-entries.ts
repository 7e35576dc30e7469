import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** By whom an entry is put together, and which of what it is given is the action, and the noun. */
const MAKERS: Record<string, { action: number; noun?: number }> = {
  entry: { action: 0, noun: 1 },
  entryOf: { action: 0, noun: 1 },
  appendFacts: { action: 2 },
  amendFact: { action: 2 },
  say: { action: 2 },
  changed: { action: 4 },
};
/** What stands beside the action of an entry, in an object; a question about power over people has none of them. */
const BESIDE = ['noun', 'after', 'at'];
/** A request is named after what it asks for: the one action that is put together. */
const ASKED = ['closing-asked', 'retraction-asked'];
const isAsked = (node: ts.TemplateExpression): boolean =>
  node.head.text === '' && node.templateSpans.map(({ literal }) => literal.text).join() === '-asked';

const sources = (): string[] =>
  ['server', 'db'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  );

/** `const NAME = 'word'`, wherever it is. */
const constantsIn = (texts: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    texts.flatMap((text) =>
      [...text.matchAll(/const ([A-Z_]+) = '([a-z-]+)';/g)].map(
        ([, name = '', word = '']) => [name, word] as const,
      ),
    ),
  );

/** Every action and noun of a journal's row that the sources write, read from the sources themselves. */
export const writtenEntries = (): { actions: string[]; nouns: string[]; unread: string[] } => {
  const found = { actions: new Set<string>(), nouns: new Set<string>(), unread: new Set<string>() };
  const texts = new Map(sources().map((file) => [file, readFileSync(file, 'utf8')]));
  const constants = constantsIn([...texts.values()]);
  for (const [file, text] of texts) {
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const keep = (into: Set<string>, node: ts.Node | undefined): void => {
      if (!node) return;
      const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
      if (constant !== undefined) into.add(constant);
      else if (ts.isStringLiteralLike(node)) into.add(node.text);
      else if (ts.isAsExpression(node)) keep(into, node.expression);
      else if (ts.isConditionalExpression(node))
        for (const way of [node.whenTrue, node.whenFalse]) keep(into, way);
      else if (ts.isTemplateExpression(node) && isAsked(node)) for (const action of ASKED) into.add(action);
      else if (ts.isTemplateExpression(node)) found.unread.add(`${file} ${node.getText()}`);
    };
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const maker = MAKERS[node.expression.getText()];
        if (maker) keep(found.actions, node.arguments[maker.action]);
        if (maker?.noun !== undefined) keep(found.nouns, node.arguments[maker.noun]);
      }
      if (ts.isVariableDeclaration(node) && node.name.getText() === 'action')
        keep(found.actions, node.initializer);
      if (ts.isObjectLiteralExpression(node)) {
        const fields = new Map(node.properties.map((each) => [each.name?.getText(), each]));
        const given = (name: string): ts.Node | undefined => {
          const field = fields.get(name);
          return field && ts.isPropertyAssignment(field) ? field.initializer : undefined;
        };
        if (BESIDE.some((name) => fields.has(name))) keep(found.actions, given('action'));
        if (fields.has('action')) keep(found.nouns, given('noun'));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { actions: [...found.actions], nouns: [...found.nouns], unread: [...found.unread] };
};
