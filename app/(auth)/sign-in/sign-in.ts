export type SignInFailure = {
  code: 'wrong-credentials' | 'too-many-attempts' | 'console-unreachable' | 'unexpected';
  seconds?: number;
};

/**
 * Signs in through better-auth's own endpoint rather than a server action: its rate limit stands there. The session
 * cookie comes with the answer. Null when it worked.
 */
export async function signIn(
  credentials: { email: string; password: string },
  ask: typeof fetch = fetch,
): Promise<SignInFailure | null> {
  let response: Response;
  try {
    response = await ask('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...credentials, rememberMe: true }),
    });
  } catch {
    return { code: 'console-unreachable' };
  }
  if (response.ok) return null;
  if (response.status === 429) {
    return { code: 'too-many-attempts', seconds: Number(response.headers.get('x-retry-after')) || 60 };
  }
  return { code: response.status === 401 || response.status === 400 ? 'wrong-credentials' : 'unexpected' };
}
