-- What has been published: the text of the public page as it was last marked, so that the next one
-- can be compared with it; and the words of each released calendar file, so that what changed
-- between two versions can be told exactly.
CREATE TABLE publication (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  text TEXT NOT NULL,
  published_on TEXT NOT NULL,
  published_by TEXT NOT NULL,
  digest TEXT NOT NULL,
  -- The newest decision whose line of the protocol was told with it.
  resolution_seen INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX publication_by_network ON publication (network_id, id);

-- Without version and stamps: the text whose digest is release.content.
CREATE TABLE release_text (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  text TEXT NOT NULL,
  UNIQUE (meeting_id, sequence)
) STRICT;
CREATE TRIGGER release_text_is_kept BEFORE UPDATE ON release_text
BEGIN
  SELECT raise(ABORT, 'a release is never rewritten');
END;
