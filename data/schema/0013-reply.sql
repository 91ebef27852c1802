-- Answers to invitations as they came: what was applied, and what waits for a person, with the
-- reason. An answer that is read twice is one row.
CREATE TABLE reply (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  received_at INTEGER NOT NULL,
  source TEXT,
  message_id TEXT,
  digest TEXT NOT NULL,
  event_uid TEXT NOT NULL,
  meeting_id INTEGER REFERENCES meeting (id),
  participant_id INTEGER REFERENCES participant (id),
  attendee TEXT,
  sender TEXT,
  answer TEXT CHECK (answer IN ('needs-action', 'accepted', 'declined', 'tentative')),
  sequence INTEGER CHECK (sequence >= 0),
  stamped_at INTEGER,
  comment TEXT,
  delegated_to TEXT,
  proposed_date TEXT,
  proposed_start TEXT,
  verdict TEXT NOT NULL
    CHECK (verdict IN ('applied', 'stale', 'superseded', 'unknown-meeting', 'unknown-attendee',
                       'not-invited', 'forged', 'counter', 'delegated', 'cancelled-meeting',
                       'protected', 'other')),
  status TEXT NOT NULL CHECK (status IN ('open', 'applied', 'dismissed')),
  handled_by TEXT,
  handled_at INTEGER,
  protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
  status_key INTEGER NOT NULL,
  UNIQUE (network_id, digest)
) STRICT;
CREATE INDEX reply_by_age ON reply (network_id, id, status_key);
CREATE INDEX reply_by_status ON reply (network_id, status_key);
CREATE INDEX reply_by_meeting ON reply (meeting_id, participant_id, id);
CREATE INDEX reply_by_participant ON reply (participant_id, id);
