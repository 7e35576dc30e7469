/** Markdown signs at the head of a line, around words, and the addresses of links. */
const SIGNS: readonly [RegExp, string][] = [
  [/^ {0,3}(?:#{1,6}|>+|[-*+]|\d+[.)])[ \t]+/gm, ''],
  [/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1'],
  [/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/gs, '$2'],
  [/(?<![\p{L}\d])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\d])/gsu, '$2'],
  [/\\([!-/:-@[-`{-~])/g, '$1'],
];

const isHeading = (paragraph: string): boolean => /^ {0,3}#{1,6}[ \t][^\n]*$/.test(paragraph);

/** A notice's first paragraph without its Markdown signs, for where there is no room to set it. */
export const firstParagraph = (markdown: string): string => {
  const paragraphs = markdown.trim().split(/\n\s*\n/);
  const paragraph = paragraphs.find((each) => !isHeading(each)) ?? markdown;
  const plain = SIGNS.reduce((text, [sign, kept]) => text.replace(sign, kept), paragraph);
  return plain.replace(/\s+/g, ' ').trim();
};

export const firstSentence = (markdown: string): string => {
  const paragraph = firstParagraph(markdown);
  return paragraph.match(/^.*?[.!?…](?=\s|$)/)?.[0] ?? paragraph;
};
