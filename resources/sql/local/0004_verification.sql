-- Decisions: made, then signed.

-- A verifier's decisions that are not signed yet; they survive a power cut and can be taken back.
CREATE TABLE pending_decisions (
  application_id TEXT PRIMARY KEY REFERENCES applications (id),
  -- The revision that was looked at: what changed since must be looked at again.
  revision INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('setuju', 'kembalikan', 'tolak')),
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_decisions_by_verifier ON pending_decisions (decided_by);

CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('setuju', 'kembalikan', 'tolak')),
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  signed_at TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_application ON decisions (application_id, signed_at DESC);
