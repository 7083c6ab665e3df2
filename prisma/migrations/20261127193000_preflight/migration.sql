CREATE TABLE "preflight" (
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "heartbeat_at" TIMESTAMP(3) NOT NULL,
    "stop_requested_at" TIMESTAMP(3),
    "started_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preflight_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "preflight_plan_id_started_at_idx" ON "preflight"("plan_id", "started_at");

-- Two consoles that start at once: one of them is refused.
CREATE UNIQUE INDEX "preflight_running" ON "preflight"("plan_id") WHERE "state" = 'running';

ALTER TABLE "preflight" ADD CONSTRAINT "preflight_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
