-- This office's own keys, and the directory of the other offices' (main/keys).

-- Private halves in base64url; the store as a whole is encrypted.
CREATE TABLE own_keys (
  number INTEGER PRIMARY KEY,
  -- NULL once a newer number took its place: nothing is signed with an old key.
  signing_private TEXT,
  -- Kept for ever: a packet may have been sealed for it long before it arrives.
  sealing_private TEXT NOT NULL,
  -- JSON of DirectoryEntry (shared/directory.ts), which holds the public halves.
  entry TEXT NOT NULL
) STRICT;

-- Entries that hold from the directory key down; the first one of a number stands.
CREATE TABLE directory_entries (
  office TEXT NOT NULL,
  number INTEGER NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (office, number)
) STRICT, WITHOUT ROWID;

-- Keys of an office up to and with this number count no more.
CREATE TABLE directory_revocations (
  office TEXT PRIMARY KEY,
  up_to INTEGER NOT NULL,
  revocation TEXT NOT NULL
) STRICT, WITHOUT ROWID;
