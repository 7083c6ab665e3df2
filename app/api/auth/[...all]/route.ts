import { auth } from '@/lib/auth/auth';

/** better-auth's own endpoints: sign-in, session, sign-out. It checks who asks by itself. */
const handle = (request: Request) => auth().handler(request);

export const GET = handle;
export const POST = handle;
