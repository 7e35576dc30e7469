import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PrivacyPage } from '../components/privacy-page';

export const loader = ({ context: { privacy } }: LoaderFunctionArgs) => privacy;

export const meta: MetaFunction = () => [{ title: 'Données personnelles – Comptoir' }];

const Page = () => <PrivacyPage {...useLoaderData<typeof loader>()} />;
export default Page;
