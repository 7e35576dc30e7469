import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PluggingPage } from '../components/plugging-page';

export const loader = ({ context: { origin } }: LoaderFunctionArgs) => ({ origin });

export const meta: MetaFunction = () => [{ title: 'Brancher votre logiciel – Comptoir' }];

const Page = () => <PluggingPage {...useLoaderData<typeof loader>()} />;
export default Page;
