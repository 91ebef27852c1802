-- Who was at which meeting. A row is there from the first answer or note on; nothing noted is NULL.
CREATE TABLE attendance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  participant_id INTEGER NOT NULL REFERENCES participant (id),
  answer TEXT NOT NULL CHECK (answer IN ('needs-action', 'accepted', 'declined', 'tentative')),
  attendance TEXT CHECK (attendance IN ('attended', 'absent', 'digital')),
  noted_by TEXT,
  noted_at INTEGER,
  UNIQUE (meeting_id, participant_id)
) STRICT;
CREATE INDEX attendance_by_participant ON attendance (participant_id, meeting_id);
