import { expect, it } from 'vitest';
import { signIn } from './sign-in';

const answering =
  (status: number, headers: Record<string, string> = {}) =>
  async () =>
    new Response('{}', { status, headers });
const credentials = { email: 'ada@example.com', password: 'correct horse' };

it('says nothing when it worked', async () => {
  expect(await signIn(credentials, answering(200))).toBeNull();
});

it('tells wrong credentials, too many attempts, a failure and silence apart', async () => {
  expect(await signIn(credentials, answering(401))).toEqual({ code: 'wrong-credentials' });
  expect(await signIn(credentials, answering(429, { 'x-retry-after': '42' }))).toEqual({
    code: 'too-many-attempts',
    seconds: 42,
  });
  expect(await signIn(credentials, answering(500))).toEqual({ code: 'unexpected' });
  expect(await signIn(credentials, () => Promise.reject(new TypeError('failed')))).toEqual({
    code: 'console-unreachable',
  });
});
