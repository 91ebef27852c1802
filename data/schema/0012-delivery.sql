-- Letters that can be sent, and the ledger of who has which version of which calendar file.
-- A letter is 'sending' from just before it is handed over until the answer is known: what is found
-- in that state after a crash may have left, and is never handed over again by itself.
CREATE TABLE draft_whole (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('mail', 'task')),
  reason TEXT NOT NULL
    CHECK (reason IN ('welcome', 'decline', 'referral', 'withdrawal', 'transfer', 'missing',
                      'file', 'cancellation', 'link', 'invitation', 'reply', 'rights', 'other',
                      'update', 'reminder')),
  status TEXT NOT NULL CHECK (status IN ('draft', 'sending', 'done', 'discarded')),
  participant_id INTEGER REFERENCES participant (id),
  meeting_id INTEGER REFERENCES meeting (id),
  attachment TEXT CHECK (attachment IN ('none', 'publish', 'cancel')),
  sequence INTEGER CHECK (sequence >= 0),
  days_before INTEGER CHECK (days_before >= 0),
  address TEXT,
  subject TEXT,
  body TEXT,
  task TEXT,
  message_id TEXT,
  failure TEXT,
  done_by TEXT,
  done_on TEXT,
  sent_at INTEGER,
  protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  status_key INTEGER NOT NULL
) STRICT;
INSERT INTO draft_whole (id, version, network_id, uid, kind, reason, status, participant_id,
  meeting_id, attachment, address, subject, body, task, message_id, done_by, done_on, protected,
  created_at, updated_at, status_key)
SELECT id, version, network_id, uid, kind, reason, status, participant_id, meeting_id, attachment,
  address, subject, body, task, message_id, done_by, done_on, protected, created_at, updated_at,
  status_key
FROM draft;
DROP TABLE draft;
ALTER TABLE draft_whole RENAME TO draft;
CREATE INDEX draft_by_age ON draft (network_id, id, status_key, kind);
CREATE INDEX draft_by_status ON draft (network_id, status_key, kind);
CREATE INDEX draft_by_participant ON draft (participant_id, id);
CREATE INDEX draft_by_meeting ON draft (meeting_id, id);
CREATE UNIQUE INDEX draft_by_message_id ON draft (message_id) WHERE message_id IS NOT NULL;
-- One reminder of one meeting for one person, however often it is asked for.
CREATE UNIQUE INDEX draft_reminds_once ON draft (participant_id, meeting_id, days_before)
  WHERE reason = 'reminder' AND status <> 'discarded';

CREATE TABLE release_whole (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  method TEXT NOT NULL CHECK (method IN ('none', 'publish', 'request', 'cancel')),
  status TEXT NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  file TEXT NOT NULL,
  stamped_at INTEGER NOT NULL,
  released_at INTEGER NOT NULL,
  released_by TEXT NOT NULL,
  UNIQUE (meeting_id, sequence, method)
) STRICT;
INSERT INTO release_whole (id, meeting_id, sequence, method, status, content, sha256, file,
  stamped_at, released_at, released_by)
SELECT id, meeting_id, sequence, method, status, content, sha256, file, stamped_at, released_at,
  released_by
FROM release;
DROP TABLE release;
ALTER TABLE release_whole RENAME TO release;
CREATE TRIGGER release_is_kept BEFORE UPDATE ON release
BEGIN
  SELECT raise(ABORT, 'a release is never rewritten');
END;

CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  participant_id INTEGER NOT NULL REFERENCES participant (id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  method TEXT NOT NULL CHECK (method IN ('none', 'publish', 'request', 'cancel')),
  channel TEXT NOT NULL CHECK (channel IN ('mail', 'file', 'manual')),
  draft_id INTEGER REFERENCES draft (id),
  delivered_at INTEGER NOT NULL,
  delivered_by TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_by_network ON delivery (network_id, id);
CREATE INDEX delivery_by_meeting ON delivery (meeting_id, participant_id, id);
CREATE INDEX delivery_by_participant ON delivery (participant_id, meeting_id, id);
CREATE INDEX delivery_by_draft ON delivery (draft_id);
-- Nothing of a meeting goes to someone who was admitted after it.
CREATE TRIGGER delivery_is_not_for_latecomers BEFORE INSERT ON delivery
WHEN (SELECT admitted_on FROM participant WHERE id = new.participant_id)
  > (SELECT date FROM meeting WHERE id = new.meeting_id)
BEGIN
  SELECT raise(ABORT, 'the participant was admitted after the meeting');
END;
