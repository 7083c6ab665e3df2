import { PrismaPg } from '@prisma/adapter-pg';
import { databaseUrl } from './database-url';
import { PrismaClient } from './generated/client';

const place = globalThis as typeof globalThis & { slipwayDb?: { url: string; client: PrismaClient } };

/** A client of its own, for tests and tools; the product uses `db()`. */
export function connectPrisma(url: string): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 10 }) });
}

/** The process's one Prisma client. */
export function db(): PrismaClient {
  const url = databaseUrl();
  if (place.slipwayDb?.url !== url) place.slipwayDb = { url, client: connectPrisma(url) };
  return place.slipwayDb.client;
}

export async function closeDb(): Promise<void> {
  const open = place.slipwayDb;
  place.slipwayDb = undefined;
  await open?.client.$disconnect();
}

export type Database = PrismaClient;
