import { readFileSync } from 'node:fs';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { io } from 'socket.io-client';
import { actions, events, pages, routes } from '../lib/auth/access';
import { type RunningConsole, startConsole } from './console';

/**
 * Knocks on every door of the running console without an account. `lib/auth/access.test.ts` makes sure that the tables
 * hold every door; here each has to hold against a stranger.
 */
let running: RunningConsole;
test.beforeAll(async () => {
  running = await startConsole();
});
test.afterAll(() => running.stop());

const guarded = (table: Record<string, string>) => Object.keys(table).filter((door) => table[door] !== 'public');
const concrete = (address: string) => address.replaceAll(/\[[^\]]+\]/g, '1');

type Reference = { exportedName: string; filename: string; workers: Record<string, unknown> };

/** Ids under which the build answers to server actions, and a page that carries each. */
function actionDoors(): { door: string; id: string; page: string }[] {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, Reference>;
  };
  return Object.entries(manifest.node).map(([id, { exportedName, filename, workers }]) => {
    const page = (Object.keys(workers)[0] ?? '').replace(/^app/, '').replace(/\/page$/, '');
    return { door: `${filename}#${exportedName}`, id, page: concrete(page.replaceAll(/\/\([^)]+\)/g, '')) || '/' };
  });
}

function callAction(request: APIRequestContext, { id, page }: { id: string; page: string }, origin: string) {
  return request.post(`${running.url}${page}`, {
    headers: { 'next-action': id, origin, accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8' },
    data: '[]',
    maxRedirects: 0,
  });
}

for (const address of guarded(pages)) {
  test(`page ${address} sends a stranger to sign in`, async ({ request }) => {
    const response = await request.get(running.url + concrete(address), { maxRedirects: 0 });
    expect(response.status()).toBe(307);
    expect(response.headers().location).toMatch(/^\/sign-in(\?next=%2F|$)/);
  });
}

for (const door of guarded(routes)) {
  test(`route ${door} refuses a stranger`, async ({ request }) => {
    const [method, address = ''] = door.split(' ');
    const response = await request.fetch(running.url + concrete(address), { method, maxRedirects: 0 });
    expect(response.status()).toBe(401);
    expect(await response.json()).toEqual({ error: 'unauthenticated' });
  });
}

test('what is typed before a page’s scripts are there stays, and gets into no address', async ({ page }) => {
  let send = () => {};
  const asked = new Promise<void>((resolve) => {
    send = resolve;
  });
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto(`${running.url}/sign-in`, { waitUntil: 'commit' });
  const [email, password] = [page.getByLabel('Email'), page.getByLabel('Password')];
  await email.fill('nobody@example.test');
  await password.fill('typed-early');
  await password.press('Enter');
  await page.waitForTimeout(500);
  expect(new URL(page.url()).search).toBe('');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled();
  send();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  await expect(email).toHaveValue('nobody@example.test');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Email or password');
  expect(new URL(page.url()).search).toBe('');
});

test('a browser that asks for an icon by itself gets the mark, from whoever it is', async ({ request }) => {
  const response = await request.get(`${running.url}/favicon.ico`, { maxRedirects: 0 });
  expect([response.status(), response.headers()['content-type']]).toEqual([200, 'image/svg+xml']);
});

test('the build has exactly the server actions of the table', () => {
  const built = new Set(actionDoors().map(({ door }) => door));
  // An action that no page uses (yet) isn't built, and can't be called.
  expect([...built].filter((door) => !(door in actions))).toEqual([]);
});

test('every server action refuses a stranger', async ({ request }) => {
  const doors = actionDoors().filter(({ door }) => actions[door] !== 'public');
  expect(doors.length).toBeGreaterThan(0);
  for (const door of doors) {
    const response = await callAction(request, door, running.url);
    expect(await response.text(), door.door).toContain('"code":"unauthenticated"');
  }
});

test('every server action refuses a page of another site', async ({ request }) => {
  for (const door of actionDoors()) {
    const response = await callAction(request, door, 'https://evil.example');
    const answer = await response.text();
    // Next.js refuses by itself; the action would too.
    expect(response.status() >= 400 || answer.includes('"code":"wrong-origin"'), `${door.door}: ${answer}`).toBe(true);
  }
});

test('no event reaches the console from a stranger', async () => {
  expect(guarded(events)).toEqual(Object.keys(events));
  const socket = io(running.url, { path: '/api/socket', transports: ['websocket'], reconnection: false });
  const refused = await new Promise<string>((resolve) => {
    socket.on('connect', () => resolve('connected'));
    socket.on('connect_error', (error) => resolve(error.message));
  });
  socket.close();
  expect(refused).not.toBe('connected');
});

test('the same doors open for the owner', async ({ page }) => {
  await page.goto(running.ownerLink);
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/welcome'));

  for (const address of guarded(pages)) {
    const response = await page.request.get(running.url + concrete(address), { maxRedirects: 0 });
    expect(response.headers().location ?? '', address).not.toContain('/sign-in');
  }
  for (const door of guarded(routes)) {
    const [method, address = ''] = door.split(' ');
    const response = await page.request.fetch(running.url + concrete(address), {
      method,
      headers: { origin: running.url },
    });
    expect([401, 403], door).not.toContain(response.status());
  }
  for (const door of actionDoors().filter(({ door }) => !door.endsWith('#signOut') && actions[door] !== 'public')) {
    const answer = await (await callAction(page.request, door, running.url)).text();
    expect(answer, door.door).not.toContain('"code":"unauthenticated"');
  }
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const socket = io(running.url, {
    path: '/api/socket',
    transports: ['websocket'],
    reconnection: false,
    extraHeaders: { cookie, origin: running.url },
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve);
    socket.on('connect_error', reject);
  });
  socket.close();
});
