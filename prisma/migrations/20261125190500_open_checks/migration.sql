-- Repeats, second opinions and gold that wait: a worker looks for them every few seconds.
CREATE INDEX "Task_open_checks_idx" ON "Task"("forUserId", "notBefore")
  WHERE "doneAt" IS NULL AND "withdrawnAt" IS NULL AND ("forUserId" IS NOT NULL OR slot > 0);
