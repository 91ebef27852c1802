-- The people's own data: what they need at a meeting, who has looked at what, what the law lets
-- them ask for, how long things are kept, and what must not come back after it was erased.

-- Health, mostly (GDPR art. 9): apart from everything else, and gone soon after the meeting.
CREATE TABLE special_need (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  participant_id INTEGER NOT NULL REFERENCES participant (id),
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  kind TEXT NOT NULL CHECK (kind IN ('diet', 'access')),
  text TEXT NOT NULL,
  delete_after TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX special_need_by_participant ON special_need (participant_id, id);
CREATE INDEX special_need_by_meeting ON special_need (meeting_id, id);
CREATE INDEX special_need_by_end ON special_need (delete_after, id);

-- What someone needs is told in that table and nowhere else.
CREATE TRIGGER need_is_not_noted BEFORE UPDATE OF note, tags, status_reason, callback_note
ON participant
WHEN EXISTS (
  SELECT 1 FROM special_need
  WHERE participant_id = new.id AND length(text) >= 4 AND instr(
    lower(coalesce(new.note, '') || ' ' || coalesce(new.tags, '') || ' '
      || coalesce(new.status_reason, '') || ' ' || coalesce(new.callback_note, '')),
    lower(text)) > 0)
BEGIN
  SELECT raise(ABORT, 'what someone needs at a meeting stands among the needs only');
END;
CREATE TRIGGER need_is_not_asked BEFORE UPDATE OF status_reason, subject, body ON request
WHEN EXISTS (
  SELECT 1 FROM special_need
  WHERE participant_id = new.participant_id AND length(text) >= 4 AND instr(
    lower(coalesce(new.status_reason, '') || ' ' || coalesce(new.subject, '') || ' '
      || coalesce(new.body, '')),
    lower(text)) > 0)
  AND (new.status_reason IS NOT old.status_reason OR new.subject IS NOT old.subject
    OR new.body IS NOT old.body)
BEGIN
  SELECT raise(ABORT, 'what someone needs at a meeting stands among the needs only');
END;
CREATE TRIGGER need_is_not_planned BEFORE UPDATE OF note ON meeting
WHEN EXISTS (
  SELECT 1 FROM special_need
  WHERE meeting_id = new.id AND length(text) >= 4
    AND instr(lower(coalesce(new.note, '')), lower(text)) > 0)
BEGIN
  SELECT raise(ABORT, 'what someone needs at a meeting stands among the needs only');
END;

-- Who has opened what is sealed: protected identities, needs, extracts.
CREATE TABLE access (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('identity', 'needs', 'extract', 'catering')),
  participant_id INTEGER REFERENCES participant (id),
  meeting_id INTEGER REFERENCES meeting (id),
  reason TEXT
) STRICT;
CREATE INDEX access_by_network ON access (network_id, at, id);
CREATE INDEX access_by_participant ON access (participant_id, id);
CREATE INDEX access_by_meeting ON access (meeting_id, id);

-- What someone asked for by right (GDPR art. 15 and 17), and by when they must have their answer.
CREATE TABLE rights_case (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  participant_id INTEGER REFERENCES participant (id),
  kind TEXT NOT NULL CHECK (kind IN ('extract', 'erasure')),
  status TEXT NOT NULL CHECK (status IN ('received', 'delivered', 'partly', 'refused')),
  received_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  identity_checked INTEGER NOT NULL CHECK (identity_checked IN (0, 1)),
  closed_on TEXT,
  outcome TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rights_case_by_network ON rights_case (network_id, status, due_on);
CREATE INDEX rights_case_by_participant ON rights_case (participant_id);

-- How long each class of data is kept, in days; a class without a row is kept as long as
-- src/model/retention.c says.
CREATE TABLE retention_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  class TEXT NOT NULL UNIQUE
    CHECK (class IN ('need', 'spam', 'request', 'profile', 'invoice')),
  days INTEGER NOT NULL CHECK (days >= 0)
) STRICT;

CREATE TABLE legal_hold (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  participant_id INTEGER REFERENCES participant (id),
  class TEXT CHECK (class IN ('need', 'spam', 'request', 'profile', 'invoice')),
  reason TEXT NOT NULL,
  until TEXT NOT NULL,
  who TEXT NOT NULL,
  released_on TEXT
) STRICT;
CREATE INDEX legal_hold_by_network ON legal_hold (network_id, id);
CREATE INDEX legal_hold_by_participant ON legal_hold (participant_id);

-- The protocol of what was removed: numbers only, no personal data.
CREATE TABLE retention_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  class TEXT NOT NULL,
  up_to TEXT NOT NULL,
  removed INTEGER NOT NULL CHECK (removed >= 0),
  held INTEGER NOT NULL CHECK (held >= 0)
) STRICT;
CREATE INDEX retention_run_by_network ON retention_run (network_id, at, id);

-- What retention looks for: rows that are gone, and requests by their age in a state.
CREATE INDEX action_row_of_removal ON action_row (entity, row_id) WHERE after IS NULL;
CREATE INDEX request_by_change ON request (status, updated_at);

-- Whom a restored backup must not bring back: salted hashes say nothing of who it was.
CREATE TABLE tombstone (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('uid', 'address')),
  salt TEXT NOT NULL,
  hash TEXT NOT NULL,
  erased_at INTEGER NOT NULL,
  UNIQUE (kind, hash)
) STRICT;

-- A row stands here inside the transaction of an erasure only: it opens the guards below.
CREATE TABLE erasure_in_progress (
  id INTEGER PRIMARY KEY
) STRICT;

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
CREATE TRIGGER retention_run_is_kept BEFORE UPDATE ON retention_run
BEGIN
  SELECT raise(ABORT, 'the protocol of what was removed is never rewritten');
END;
CREATE TRIGGER retention_run_is_not_removed BEFORE DELETE ON retention_run
BEGIN
  SELECT raise(ABORT, 'the protocol of what was removed is never rewritten');
END;

-- The journal's guards, which now know erasure: what it tells of someone who is erased goes too.
DROP TRIGGER action_row_is_kept;
CREATE TRIGGER action_row_is_kept BEFORE UPDATE ON action_row
WHEN NOT EXISTS (SELECT 1 FROM erasure_in_progress) AND (
  new.id <> old.id OR new.action_id <> old.action_id OR new.entity <> old.entity
  OR new.row_id <> old.row_id OR (new.before IS NULL) <> (old.before IS NULL)
  OR (new.after IS NULL) <> (old.after IS NULL)
  OR instr(coalesce(new.before, new.after), '"sealed"') = 0
  OR instr(coalesce(new.after, new.before), '"sealed"') = 0)
BEGIN
  SELECT raise(ABORT, 'the journal is never rewritten');
END;
CREATE TRIGGER action_row_is_not_removed BEFORE DELETE ON action_row
BEGIN
  SELECT raise(ABORT, 'the journal is never rewritten');
END;

DROP TRIGGER action_is_kept;
CREATE TRIGGER action_is_kept BEFORE UPDATE OF id, network_id, at, who, kind, reverts_id ON action
WHEN NOT EXISTS (SELECT 1 FROM erasure_in_progress)
BEGIN
  SELECT raise(ABORT, 'the journal is never rewritten');
END;
CREATE TRIGGER action_is_not_removed BEFORE DELETE ON action
BEGIN
  SELECT raise(ABORT, 'the journal is never rewritten');
END;

DROP TRIGGER action_title_is_kept;
CREATE TRIGGER action_title_is_kept BEFORE UPDATE OF title ON action
WHEN NOT EXISTS (SELECT 1 FROM erasure_in_progress) AND NOT EXISTS (
  SELECT 1 FROM action_row
  WHERE action_id = old.id AND instr(coalesce(before, after), '"sealed"') > 0)
BEGIN
  SELECT raise(ABORT, 'the journal is never rewritten');
END;
