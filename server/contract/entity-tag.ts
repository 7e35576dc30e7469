/** Entity tags (RFC 9110 §8.8.3), written and compared in one place. */

export const strongTag = (value: string): string => `"${value}"`;
export const weakTag = (value: string): string => `W/"${value}"`;

/** The value of a tag, strong or weak, with its quotes: what a weak comparison compares. */
const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** Whether one of the tags of `If-None-Match` is this one, compared weakly. */
export const holdsTag = (ifNoneMatch: string, tag: string): boolean =>
  ifNoneMatch === tag ||
  ifNoneMatch.trim() === '*' ||
  ifNoneMatch.split(',').some((each) => opaque(each) === opaque(tag));

/** Whether one of the tags of `If-Match` is of this version; the tag of a reading ends with that of the thing read. */
export const namesVersion = (ifMatch: string, version: string): boolean =>
  ifMatch.split(',').some((tag) => {
    const value = opaque(tag).replace(/^"|"$/g, '');
    return value === '*' || value === version || value.endsWith(`.${version}`);
  });
