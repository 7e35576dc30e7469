import firstPicture from '../styles/first-picture.css?inline';
import whole from '../styles.css?url';

/** For the server alone: a browser finds it in its page. */
const FIRST_PICTURE = import.meta.env.SSR ? firstPicture : '';

const ID = 'premiere-image';

/** How this document came: with the style of its first picture in it, or with the sheet of all pages. */
const cameWithStyle = typeof document !== 'undefined' && document.getElementById(ID) !== null;

type StyleProps = {
  /** The page is one that many open first, on a phone: it waits for no other file to be painted. */
  isFirst: boolean;
  nonce: string | undefined;
};

export const Style = ({ isFirst, nonce }: StyleProps) =>
  (import.meta.env.SSR ? isFirst : cameWithStyle) ? (
    <style
      id={ID}
      nonce={nonce}
      data-whole={whole}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own file, read when building
      dangerouslySetInnerHTML={{ __html: FIRST_PICTURE }}
    />
  ) : (
    <link rel="stylesheet" href={whole} />
  );

let wholeStyle: Promise<void> | null = null;

/** Resolves when the sheet of all pages is there, or does not come: a page shown meanwhile would be bare. */
export const wholeStyleThere = (): Promise<void> => {
  if (!cameWithStyle) return Promise.resolve();
  wholeStyle ??= new Promise((resolve) => {
    const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: whole });
    sheet.addEventListener('load', () => resolve());
    sheet.addEventListener('error', () => resolve());
    document.head.append(sheet);
  });
  return wholeStyle;
};
