-- Applications as typed, and the people in them for searching.

CREATE TABLE applications (
  id TEXT PRIMARY KEY,
  -- Given at submission and kept ever after; NULL while it is a draft.
  number TEXT UNIQUE,
  kind TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draf', 'diajukan', 'dikembalikan', 'disetujui', 'ditolak', 'dibatalkan')),
  revision INTEGER NOT NULL,
  -- JSON of shared/form.ts: what was typed, whatever it is.
  form TEXT NOT NULL,
  -- What lists show, taken from the form with every save.
  head_name TEXT NOT NULL,
  no_kk TEXT NOT NULL,
  member_count INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  submitted_by TEXT,
  submitted_at TEXT,
  -- Why it was cancelled, empty otherwise.
  cancelled_because TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX applications_by_status ON applications (status, updated_at DESC, id DESC);
CREATE INDEX applications_by_submission ON applications (submitted_at) WHERE submitted_at IS NOT NULL;
CREATE INDEX applications_by_no_kk ON applications (no_kk) WHERE no_kk <> '';
-- A registration number is asked for by its last digits (main/applications/registration-number.ts).
CREATE INDEX applications_by_serial ON applications (substr(number, -5)) WHERE number IS NOT NULL;

-- The people of every application, derived from its form: never a key to anything but the search.
CREATE TABLE people (
  row INTEGER PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES applications (id),
  member_id TEXT NOT NULL,
  -- Whether the application asks for PBI-JK for this member, or only names them as family.
  proposed INTEGER NOT NULL CHECK (proposed IN (0, 1)),
  nik TEXT NOT NULL,
  name TEXT NOT NULL,
  -- YYYY-MM-DD, empty where what was typed is no date.
  birth_date TEXT NOT NULL
) STRICT;
CREATE INDEX people_by_application ON people (application_id);
CREATE INDEX people_by_nik ON people (nik) WHERE nik <> '';
CREATE INDEX people_by_birth_date ON people (birth_date, name) WHERE birth_date <> '';

-- Words of the names; rowid is people.row. Prefix indexes make a type-ahead of 1-3 letters as quick as a word.
CREATE VIRTUAL TABLE people_names USING fts5 (
  name,
  content = '',
  contentless_delete = 1,
  prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 2'
);

-- Counts up the registration numbers of this device, a row a year.
CREATE TABLE registration_numbers (
  year INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;
