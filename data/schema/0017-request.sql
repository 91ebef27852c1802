-- Requests in full: what came and what went as messages of a thread, with attachments kept as files;
-- notes that never leave; templates and facts for answers; mail that could not be read; who looks at
-- what just now, what was typed and not saved, and when each of us was last here.
ALTER TABLE request ADD COLUMN sensitive INTEGER NOT NULL DEFAULT 0 CHECK (sensitive IN (0, 1));
ALTER TABLE request ADD COLUMN urgent_since INTEGER;
ALTER TABLE request ADD COLUMN opened_at INTEGER;
ALTER TABLE request ADD COLUMN answered_at INTEGER;
ALTER TABLE request ADD COLUMN woken_at INTEGER;
ALTER TABLE request ADD COLUMN reopened INTEGER CHECK (reopened >= 0);
ALTER TABLE request ADD COLUMN released_at INTEGER;
ALTER TABLE request ADD COLUMN like_id INTEGER REFERENCES request (id);
ALTER TABLE request ADD COLUMN reference_own TEXT;
ALTER TABLE request ADD COLUMN reference_their TEXT;
ALTER TABLE request ADD COLUMN digest TEXT;
-- A form's mail is known again by what it says; the digest holds the network.
CREATE UNIQUE INDEX request_by_digest ON request (digest) WHERE digest IS NOT NULL;
CREATE INDEX request_by_likeness ON request (like_id);
CREATE INDEX request_by_email ON request (network_id, sender_email, received_at);

-- The requests as an inbox.
-- Who waits for a first answer: an ongoing threat, anybody else, or nobody any more.
ALTER TABLE request ADD COLUMN clock_key INTEGER GENERATED ALWAYS AS (
  CASE WHEN urgent = 1 THEN 0
       WHEN status IN ('new', 'open') AND answered_at IS NULL THEN 1 ELSE 2 END) VIRTUAL;
CREATE INDEX request_by_clock
  ON request (network_id, clock_key, received_at, id, status_key, snooze_until);
CREATE INDEX request_by_rest
  ON request (network_id, snooze_until, status_key) WHERE snooze_until IS NOT NULL;
CREATE INDEX request_by_waking ON request (network_id, status_key) WHERE woken_at IS NOT NULL;
-- Who has how much to do, and what is nobody's.
CREATE INDEX request_by_burden ON request (network_id, status_key, assignee, snooze_until);
CREATE INDEX request_by_release ON request (network_id, released_at) WHERE released_at IS NOT NULL;
-- Of one person, in the order of the list.
CREATE INDEX request_by_assignee
  ON request (network_id, assignee, urgent, received_at, id, status_key);

-- A thread has one depth (invariant 18).
CREATE TRIGGER request_merges_into_the_living BEFORE UPDATE OF status, merged_into_id ON request
WHEN new.status = 'merged'
  AND (new.status <> old.status OR new.merged_into_id IS NOT old.merged_into_id)
  AND (EXISTS (SELECT 1 FROM request WHERE merged_into_id = new.id)
    OR EXISTS (SELECT 1 FROM request
      WHERE id = new.merged_into_id AND status IN ('merged', 'quarantined', 'spam')))
BEGIN
  SELECT raise(ABORT, 'a request is merged into one that is not merged itself');
END;

-- What has been answered can still turn out to be the same matter as another.
DROP TRIGGER request_goes_step_by_step;
CREATE TRIGGER request_goes_step_by_step BEFORE UPDATE ON request
WHEN new.status <> old.status AND NOT EXISTS (
  SELECT 1 FROM (VALUES
    ('new', 'open'), ('new', 'waiting'), ('new', 'answered'), ('new', 'closed'),
    ('new', 'quarantined'), ('new', 'spam'), ('new', 'referred'), ('new', 'merged'),
    ('open', 'waiting'), ('open', 'answered'), ('open', 'closed'), ('open', 'referred'),
    ('open', 'spam'), ('open', 'merged'), ('waiting', 'open'), ('waiting', 'answered'),
    ('waiting', 'closed'), ('waiting', 'merged'), ('answered', 'open'), ('answered', 'waiting'),
    ('answered', 'closed'), ('answered', 'merged'), ('closed', 'open'), ('referred', 'open'),
    ('referred', 'closed'), ('quarantined', 'open'), ('quarantined', 'spam'), ('spam', 'open')) AS step
  WHERE (column1 = old.status AND column2 = new.status)
    OR (column1 = new.status AND column2 = old.status))
BEGIN
  SELECT raise(ABORT, 'a request cannot go from that state to this one');
END;

CREATE TABLE message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  request_id INTEGER NOT NULL REFERENCES request (id),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  nature TEXT NOT NULL CHECK (nature IN ('message', 'auto-reply', 'bounce')),
  at INTEGER NOT NULL,
  sender TEXT,
  recipient TEXT,
  subject TEXT,
  body TEXT,
  quoted TEXT,
  message_id TEXT,
  in_reply_to TEXT,
  reference_ids TEXT,
  digest TEXT,
  source TEXT,
  draft_id INTEGER REFERENCES draft (id),
  protected INTEGER NOT NULL CHECK (protected IN (0, 1))
) STRICT;
CREATE INDEX message_by_request ON message (request_id, id);
CREATE INDEX message_by_draft ON message (draft_id);
-- A mail without a Message-ID is known again by what it says.
CREATE INDEX message_by_digest ON message (digest) WHERE digest IS NOT NULL;
CREATE UNIQUE INDEX message_by_message_id ON message (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  message_id INTEGER NOT NULL REFERENCES message (id),
  ordinal INTEGER NOT NULL,
  name TEXT,
  media_type TEXT,
  size INTEGER NOT NULL CHECK (size >= 0),
  file TEXT NOT NULL,
  digest TEXT NOT NULL,
  protected INTEGER NOT NULL CHECK (protected IN (0, 1))
) STRICT;
CREATE INDEX attachment_by_message ON attachment (message_id, ordinal, id);
CREATE INDEX attachment_by_file ON attachment (file);

-- What we say among ourselves. Nothing that leaves the house reads this table.
CREATE TABLE internal_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  request_id INTEGER NOT NULL REFERENCES request (id),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  text TEXT,
  protected INTEGER NOT NULL CHECK (protected IN (0, 1))
) STRICT;
CREATE INDEX internal_note_by_request ON internal_note (request_id, id);

CREATE TABLE reply_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  subject TEXT,
  body TEXT NOT NULL,
  urgent INTEGER NOT NULL CHECK (urgent IN (0, 1))
) STRICT;
CREATE INDEX reply_template_by_network ON reply_template (network_id, ordinal, id);

-- An answer to a request is a letter of the outbox in its thread; it may come back.
ALTER TABLE draft ADD COLUMN request_id INTEGER REFERENCES request (id);
ALTER TABLE draft ADD COLUMN in_reply_to TEXT;
ALTER TABLE draft ADD COLUMN reference_ids TEXT;
ALTER TABLE draft ADD COLUMN bounced_at INTEGER;
ALTER TABLE draft ADD COLUMN sensitive INTEGER NOT NULL DEFAULT 0 CHECK (sensitive IN (0, 1));
CREATE INDEX draft_by_request ON draft (request_id, id) WHERE request_id IS NOT NULL;
CREATE INDEX draft_by_open_request ON draft (status_key, request_id) WHERE request_id IS NOT NULL;
-- A letter that goes although the reader of letters objects: why, and of which words that was said.
ALTER TABLE draft ADD COLUMN allowed_because TEXT;
ALTER TABLE draft ADD COLUMN allowed_digest TEXT;

ALTER TABLE fact ADD COLUMN valid_from TEXT;
ALTER TABLE fact ADD COLUMN valid_to TEXT;
ALTER TABLE fact ADD COLUMN replaced_by TEXT;

CREATE TABLE broken_mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  at INTEGER NOT NULL,
  source TEXT,
  reason TEXT NOT NULL,
  file TEXT NOT NULL,
  digest TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'dismissed')),
  UNIQUE (network_id, digest)
) STRICT;
CREATE INDEX broken_mail_by_file ON broken_mail (file);
CREATE INDEX broken_mail_by_status ON broken_mail (network_id) WHERE status = 'open';

-- A personal number that somebody has decided to keep, and why.
CREATE TABLE number_override (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  entity TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX number_override_by_network ON number_override (network_id, id);
CREATE INDEX number_override_by_record ON number_override (entity, record_id, field);

-- Whose name stands in a text is found by the words of their name (src/model/wording.h).
ALTER TABLE participant ADD COLUMN name_words TEXT NOT NULL DEFAULT '';
CREATE INDEX participant_by_name_words ON participant (network_id, name_words);

-- Who has opened what is sensitive stands in the log, which knows a request now.
CREATE TABLE access_whole (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL
    CHECK (what IN ('identity', 'needs', 'extract', 'catering', 'request')),
  participant_id INTEGER REFERENCES participant (id),
  meeting_id INTEGER REFERENCES meeting (id),
  request_id INTEGER REFERENCES request (id),
  reason TEXT
) STRICT;
INSERT INTO access_whole (id, version, network_id, at, who, what, participant_id, meeting_id, reason)
SELECT id, version, network_id, at, who, what, participant_id, meeting_id, reason FROM access;
DROP TRIGGER access_is_kept;
DROP TRIGGER access_is_not_removed;
DROP TABLE access;
ALTER TABLE access_whole RENAME TO access;
CREATE INDEX access_by_network ON access (network_id, at, id);
CREATE INDEX access_by_participant ON access (participant_id, id);
CREATE INDEX access_by_meeting ON access (meeting_id, id);
CREATE INDEX access_by_request ON access (request_id, id);
CREATE TRIGGER access_is_kept BEFORE UPDATE ON access
WHEN NOT EXISTS (SELECT 1 FROM erasure_in_progress)
BEGIN
  SELECT raise(ABORT, 'what has been looked at is never rewritten');
END;
CREATE TRIGGER access_is_not_removed BEFORE DELETE ON access
WHEN NOT EXISTS (SELECT 1 FROM erasure_in_progress)
BEGIN
  SELECT raise(ABORT, 'what has been looked at is never rewritten');
END;

-- What is sensitive has a retention of its own.
CREATE TABLE retention_rule_whole (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  class TEXT NOT NULL UNIQUE
    CHECK (class IN ('need', 'spam', 'request', 'sensitive', 'profile', 'invoice')),
  days INTEGER NOT NULL CHECK (days >= 0)
) STRICT;
INSERT INTO retention_rule_whole (id, version, class, days)
SELECT id, version, class, days FROM retention_rule;
DROP TABLE retention_rule;
ALTER TABLE retention_rule_whole RENAME TO retention_rule;
CREATE TABLE legal_hold_whole (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  participant_id INTEGER REFERENCES participant (id),
  class TEXT CHECK (class IN ('need', 'spam', 'request', 'sensitive', 'profile', 'invoice')),
  reason TEXT NOT NULL,
  until TEXT NOT NULL,
  who TEXT NOT NULL,
  released_on TEXT
) STRICT;
INSERT INTO legal_hold_whole (id, version, network_id, participant_id, class, reason, until, who,
  released_on)
SELECT id, version, network_id, participant_id, class, reason, until, who, released_on
FROM legal_hold;
DROP TABLE legal_hold;
ALTER TABLE legal_hold_whole RENAME TO legal_hold;
CREATE INDEX legal_hold_by_network ON legal_hold (network_id, id);
CREATE INDEX legal_hold_by_participant ON legal_hold (participant_id);

-- Not journalled, as nothing is lost with these: a hint, a draft of an editor, a bookmark.
CREATE TABLE presence (
  entity TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  who TEXT NOT NULL,
  doing TEXT NOT NULL CHECK (doing IN ('reading', 'editing', 'answering')),
  at INTEGER NOT NULL,
  PRIMARY KEY (entity, record_id, who)
) STRICT;
CREATE TABLE unsaved (
  entity TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  what TEXT NOT NULL,
  who TEXT NOT NULL,
  at INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (entity, record_id, what, who)
) STRICT;
CREATE TABLE visit (
  network_id INTEGER NOT NULL REFERENCES network (id),
  who TEXT NOT NULL,
  at INTEGER NOT NULL,
  action_id INTEGER NOT NULL,
  PRIMARY KEY (network_id, who)
) STRICT;
