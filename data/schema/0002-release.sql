-- The ledger of calendar files: which version of which meeting left the house, when and by whom.
-- content is the SHA-256 of what the file says apart from its version and time stamps: it decides
-- whether an export is a new version. stamped_at is the LAST-MODIFIED (and DTSTAMP) in the file.
CREATE TABLE release (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  method TEXT NOT NULL CHECK (method IN ('none', 'publish', 'cancel')),
  status TEXT NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file TEXT NOT NULL,
  stamped_at INTEGER NOT NULL,
  released_at INTEGER NOT NULL,
  released_by TEXT NOT NULL,
  UNIQUE (meeting_id, sequence, method)
) STRICT;

CREATE TRIGGER release_is_kept BEFORE UPDATE ON release
BEGIN
  SELECT raise(ABORT, 'a release is never rewritten');
END;
