-- What the centre tells this office (main/sync/feed.ts), and what happens to applications after their approval.

-- One row, from the first synchronisation on: how far this computer has come in its office's feed.
CREATE TABLE feed (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  -- The last change that was taken in: its position at the centre (0 for none) and its id (empty for none).
  position INTEGER NOT NULL,
  last_id TEXT NOT NULL,
  -- What this start of the program shows the centre, and what the centre is known to have seen last: a store that
  -- was copied shows what another computer has replaced.
  mark TEXT NOT NULL,
  confirmed_mark TEXT NOT NULL,
  -- Since when this computer has been a new one to the centre because its store turned out to be a copy.
  copied_at TEXT,
  -- When the centre said that it no longer keeps what came next.
  gap_at TEXT
) STRICT;

-- Every change that was taken in, so that none takes effect twice, whatever becomes of the centre's positions.
CREATE TABLE changes (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  -- As it came, until it has taken effect; then empty.
  payload TEXT NOT NULL,
  at TEXT NOT NULL,
  -- NULL while this program does not know the kind or its version: it is applied after an upgrade.
  applied_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX deferred_changes ON changes (position) WHERE applied_at IS NULL;

-- Withdrawals and corrections after approval (shared/application-event.ts).
CREATE TABLE application_events (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  type TEXT NOT NULL CHECK (type IN ('withdrawal', 'nik-correction', 'no-kk-correction')),
  -- NULL where it is about the family as a whole.
  member_id TEXT,
  -- The NIK or No. KK before and after; both empty of a withdrawal.
  former TEXT NOT NULL,
  number TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- The name of who did it, here or at the kecamatan.
  officer TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX application_events_by_application ON application_events (application_id, at);
-- Old numbers stay findable.
CREATE INDEX application_events_by_former ON application_events (former) WHERE former <> '';

-- People of ours whose NIK another office proposes too, as the centre found it.
CREATE TABLE conflicts (
  id TEXT PRIMARY KEY,
  -- Our application and member; the application may be unknown to this computer.
  application_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  nik TEXT NOT NULL,
  -- JSON of ConflictSide (shared/feed.ts).
  ours TEXT NOT NULL,
  theirs TEXT NOT NULL,
  found_at TEXT NOT NULL,
  -- JSON of ApplicationEvent: what was decided here, and takes effect once the centre says that it came first; empty
  -- before that.
  answer TEXT NOT NULL DEFAULT '',
  answered_at TEXT,
  -- JSON of ConflictSettled (shared/feed.ts), empty while the conflict is open.
  settlement TEXT NOT NULL DEFAULT '',
  settled_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX conflicts_by_state ON conflicts (settled_at, found_at);
CREATE INDEX conflicts_by_application ON conflicts (application_id);

-- When the centre held all scans of an application that another office delivered for us.
ALTER TABLE applications ADD COLUMN complete_at TEXT;
