-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "summary" JSONB NOT NULL DEFAULT '{}';
