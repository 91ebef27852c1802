-- Filters under a name; and pairs of participants that look alike and are two people, so that
-- nobody is asked about them again.
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  list TEXT NOT NULL CHECK (list IN ('participant', 'meeting', 'request')),
  name TEXT NOT NULL,
  filter TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX saved_view_by_name ON saved_view (network_id, list, name);

CREATE TABLE duplicate_verdict (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  participant_id INTEGER NOT NULL REFERENCES participant (id),
  other_id INTEGER NOT NULL REFERENCES participant (id),
  decided_by TEXT,
  decided_on TEXT
) STRICT;
CREATE INDEX duplicate_verdict_by_network ON duplicate_verdict (network_id, id);
CREATE UNIQUE INDEX duplicate_verdict_by_pair ON duplicate_verdict (participant_id, other_id);
CREATE INDEX duplicate_verdict_by_other ON duplicate_verdict (other_id);

-- Speakers, staff and guests are few among many, and are counted apart from the participants.
CREATE INDEX participant_by_other_role ON participant (network_id, status)
  WHERE role <> 'participant';
