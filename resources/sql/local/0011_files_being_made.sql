-- Files that are stored while their pages are made. What is left here when the store is opened, no page came of: the
-- application ended meanwhile. A table of its own, because marking an original would write its megabytes again, and
-- looking for loose ones would walk all of them.
CREATE TABLE files_being_made (
  original TEXT PRIMARY KEY REFERENCES originals (hash) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
-- Those of an application that was ended before this table was there.
INSERT INTO files_being_made (original)
  SELECT hash FROM originals WHERE NOT EXISTS (SELECT 1 FROM pages WHERE pages.original = originals.hash);
