-- How past synchronisations went, the newest thousand (main/sync/run-history.ts).
CREATE TABLE sync_runs (
  id INTEGER PRIMARY KEY,
  began_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  -- Operations that the centre took whole, and those it refused.
  delivered INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  -- Of scans and packets, as they were sent.
  bytes_sent INTEGER NOT NULL,
  -- What the centre told that took effect here.
  received INTEGER NOT NULL,
  -- Why the run ended before all was done: a code of shared/problems.ts; empty where all was done.
  problem TEXT NOT NULL
) STRICT;
