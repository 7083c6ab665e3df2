-- What was accepted or read of an address counted for every host with that address, whichever bastions are on the way.
-- It belongs to the way that the plans of this console take to the address. Where they take several, or none, nobody can
-- say which of them it was: it stays with the direct way, and the others ask again.
ALTER TABLE "host_key" ADD COLUMN "way" TEXT NOT NULL DEFAULT '';
ALTER TABLE "host_facts" ADD COLUMN "way" TEXT NOT NULL DEFAULT '';

CREATE TEMPORARY TABLE "way_of_place" ON COMMIT DROP AS
WITH newest AS (
  SELECT DISTINCT ON (plan_id) document FROM plan_revision ORDER BY plan_id, number DESC
), host AS (
  SELECT host FROM newest, jsonb_path_query(document, 'lax $.hosts[*] ? (@.type() == "object")') AS host
), hop AS (
  SELECT host, hop.n, hop.value ->> 'address' AS address, COALESCE(hop.value ->> 'port', '22') AS port
  FROM host, jsonb_path_query(host, 'lax $.ssh.via[*] ? (@.type() == "object")') WITH ORDINALITY AS hop(value, n)
), place AS (
  SELECT host ->> 'address' AS address, COALESCE(host #>> '{ssh,port}', '22') AS port,
    (SELECT string_agg(hop.address || ':' || hop.port, ' ' ORDER BY hop.n) FROM hop WHERE hop.host = host.host) AS way
  FROM host
  UNION
  SELECT address, port,
    (SELECT string_agg(earlier.address || ':' || earlier.port, ' ' ORDER BY earlier.n)
     FROM hop AS earlier WHERE earlier.host = hop.host AND earlier.n < hop.n)
  FROM hop
)
SELECT address, port, min(COALESCE(way, '')) AS way FROM place
GROUP BY address, port HAVING count(DISTINCT COALESCE(way, '')) = 1;

UPDATE "host_key" SET way = known.way FROM "way_of_place" AS known
WHERE known.address = host_key.address AND known.port = host_key.port::text;
UPDATE "host_facts" SET way = known.way FROM "way_of_place" AS known
WHERE known.address = host_facts.address AND known.port = host_facts.port::text;

ALTER TABLE "host_key" ALTER COLUMN "way" DROP DEFAULT,
  DROP CONSTRAINT "host_key_pkey",
  ADD CONSTRAINT "host_key_pkey" PRIMARY KEY ("way", "address", "port", "key_type");
ALTER TABLE "host_facts" ALTER COLUMN "way" DROP DEFAULT,
  DROP CONSTRAINT "host_facts_pkey",
  ADD CONSTRAINT "host_facts_pkey" PRIMARY KEY ("way", "address", "port");
