/*
  Warnings:

  - The primary key for the `host_key` table will be changed. If it partially fails, the table could be left without primary key constraint.

*/
-- AlterTable
ALTER TABLE "host_key" DROP CONSTRAINT "host_key_pkey",
ADD CONSTRAINT "host_key_pkey" PRIMARY KEY ("address", "port", "key_type");
