/** Entity tags (RFC 9110 §8.8.3), written and compared in one place. */

export const strongTag = (value: string): string => `"${value}"`;
export const weakTag = (value: string): string => `W/"${value}"`;

/** What servers that compress in front of us add to the tag they pass on: `"…-gzip"` of Apache, `"…;gzip"`, `"…--gzip"`. */
const CODING = /(?:(?:-{1,2}|;)(?:gzip|x-gzip|deflate|br|brotli|zstd))+$/;

/** The value of a tag, strong or weak, without its quotes: what a weak comparison compares. */
const opaque = (tag: string): string =>
  tag.trim().replace(/^W\//, '').replace(/^"|"$/g, '').replace(CODING, '');

/** Whether one of the tags of `If-None-Match` is this one, compared weakly. */
export const holdsTag = (ifNoneMatch: string, tag: string): boolean =>
  ifNoneMatch === tag ||
  ifNoneMatch.trim() === '*' ||
  ifNoneMatch.split(',').some((each) => opaque(each) === opaque(tag));

/** Whether one of the tags of `If-Match` is of this version; the tag of a reading ends with that of the thing read. */
export const namesVersion = (ifMatch: string, version: string): boolean => {
  const own = opaque(version);
  return ifMatch.split(',').some((tag) => {
    const value = opaque(tag);
    return value === '*' || value === own || value.endsWith(`.${own}`);
  });
};
