-- What is sent, apart from what becomes of it: a mark rewrites its row, and with the payload in it that was a page of
-- the store for every operation, to be encrypted and written twice.
CREATE TABLE outbox_payloads (
  sequence INTEGER PRIMARY KEY REFERENCES outbox (sequence) ON DELETE CASCADE,
  -- JSON of shared/record.ts or shared/application-event.ts; its SHA-256 stands in the outbox.
  payload TEXT NOT NULL
) STRICT;
INSERT INTO outbox_payloads (sequence, payload) SELECT sequence, payload FROM outbox;
ALTER TABLE outbox DROP COLUMN payload;
