import { verifyPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { createOwner, makeOwnerToken, ownerLinkState } from './owner-link';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.user.deleteMany();
  await database.db.ownerLink.deleteMany();
});

const ada = { name: 'Ada', email: 'Ada@Example.com', password: 'correct horse battery' };
const token = async () => (await makeOwnerToken()) ?? expect.fail('a token was needed');

describe('the owner link', () => {
  it('makes an owner who can sign in, once', async () => {
    const link = await token();
    const created = await createOwner(link, ada);
    const user = await database.db.user.findFirstOrThrow({ include: { accounts: true } });
    expect(user).toMatchObject({ id: created?.id, email: 'ada@example.com', role: 'owner' });
    const hash = user.accounts[0]?.password ?? '';
    expect(await verifyPassword({ hash, password: ada.password })).toBe(true);
    expect(await ownerLinkState(link)).toBe('used');
    expect(await createOwner(link, { ...ada, email: 'eve@example.com' })).toBeNull();
  });

  it('lets one of two at the same moment through', async () => {
    const link = await token();
    const both = await Promise.all([createOwner(link, ada), createOwner(link, { ...ada, email: 'eve@example.com' })]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await database.db.user.count()).toBe(1);
  });

  it('is stored as a hash only', async () => {
    const link = await token();
    expect(JSON.stringify(await database.db.ownerLink.findMany())).not.toContain(link);
  });

  it('ends after a day', async () => {
    const link = await token();
    const tomorrow = new Date(Date.now() + 24 * 3600 * 1000 + 1);
    expect(await ownerLinkState(link, tomorrow)).toBe('expired');
    expect(await createOwner(link, ada, tomorrow)).toBeNull();
    expect(await database.db.user.count()).toBe(0);
  });

  it('is replaced by the one of the next start', async () => {
    const [first, second] = [await token(), await token()];
    expect(await ownerLinkState(first)).toBe('unknown');
    expect(await ownerLinkState(second)).toBe('valid');
  });

  it('is not made when somebody has an account', async () => {
    await createOwner(await token(), ada);
    expect(await makeOwnerToken()).toBeNull();
  });
});
