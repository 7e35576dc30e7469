import type { LoaderFunctionArgs } from '@remix-run/node';
import { spaceLoader } from '../writer';
import { filterIn } from './audit.route';

/** The journal as a file, filtered as the page is. */
export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, () => {
    const { url } = args.request;
    const query = new URLSearchParams({ ...filterIn(url), format: 'csv', limit: '1000' });
    return args.context.fetch(new URL(`/api/v1/audit?${query}`, url));
  });
