import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const APP = fileURLToPath(new URL('../../app', import.meta.url));

/** Folders of `app/` whose components say nothing by themselves; the files at its root are always looked at. */
const FOLDERS = [
  'about',
  'answer',
  'board',
  'client',
  'history',
  'incidents',
  'maintenances',
  'notices',
  'offline',
  'platforms',
  'print',
  'report',
  'scanner',
  'space',
  'ui',
  'widget',
] as const;

const componentsIn = (folder: string, isDeep: boolean): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isDeep ? componentsIn(path, isDeep) : [];
    return entry.name.endsWith('.tsx') ? [path] : [];
  });

/** What a reader is told by attributes. */
const TELLING = [
  'about',
  'alt',
  'aria-label',
  'aria-valuetext',
  'hint',
  'label',
  'legend',
  'placeholder',
  'submit',
  'summary',
  'term',
  'title',
];

/** A value that is typed as it is, and how an address begins, are no words. */
const isLiteral = (node: ts.JsxText | ts.StringLiteral): boolean =>
  node.text === 'https://' ||
  (ts.isJsxElement(node.parent) && node.parent.openingElement.tagName.getText() === 'code');

/** Letters written in markup, as text or in an attribute that is read out. */
const sentencesOf = (path: string): string[] => {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isTelling =
      ts.isStringLiteral(node) &&
      ts.isJsxAttribute(node.parent) &&
      TELLING.includes(node.parent.name.getText(source));
    if ((ts.isJsxText(node) || isTelling) && /\p{L}/u.test(node.text) && !isLiteral(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${path.slice(APP.length + 1)}:${line + 1} ${node.text.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

describe('every sentence of the dashboard is in words/', () => {
  it('at the root of app/', () => {
    expect(componentsIn(APP, false).flatMap(sentencesOf)).toEqual([]);
  });
  it.each(FOLDERS)('of app/%s', (folder) => {
    expect(componentsIn(join(APP, folder), true).flatMap(sentencesOf)).toEqual([]);
  });
});
