import type { LoaderFunctionArgs } from '@remix-run/node';
import { PAGE_UNKNOWN } from './client/ask';
import { refuseEnglish } from './client/english';

/** Any address that no other page has: the page of what is not found knows which profession its reader chose. */
export const loader = ({ request }: LoaderFunctionArgs): never => {
  refuseEnglish(request);
  throw Response.json(PAGE_UNKNOWN, { status: PAGE_UNKNOWN.status });
};

/** The root says what was thrown. */
const Page = () => null;
export default Page;
