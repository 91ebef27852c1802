-- The network, its people, its meetings and what is written to it; and the journal of every change.
-- Dates are 'YYYY-MM-DD', times of day 'HH:MM' (Europe/Stockholm), instants are Unix seconds,
-- money is öre, durations are minutes, states are the English tokens of src/model. NULL is unknown.
-- A number is never given twice (AUTOINCREMENT): the journal knows rows by it for ever.
-- Columns named *_key (sort keys by ICU, ranks of states) and search (folded words) say nothing
-- new: src/store/derived.c computes them, never NULL. A step that adds one gives it a default and
-- leaves the rest to the program, which computes all of them anew when their rules have changed.

CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  code TEXT NOT NULL UNIQUE CHECK (length(code) IN (2, 4)),
  kind TEXT NOT NULL CHECK (kind IN ('kommun', 'region', 'kommun+region')),
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  county_code TEXT NOT NULL,
  aliases TEXT,
  sort_key BLOB NOT NULL,
  search TEXT NOT NULL
) STRICT;
CREATE INDEX organisation_by_name ON organisation (sort_key, id);

CREATE TABLE network (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  organiser TEXT,
  period_text TEXT,
  starts_on TEXT,
  ends_on TEXT,
  period_note TEXT,
  published_on TEXT,
  invitation TEXT,
  purpose TEXT,
  signup TEXT,
  target_group TEXT,
  fee INTEGER CHECK (fee >= 0),
  vat TEXT CHECK (vat IN ('included', 'added', 'none')),
  physical_terms TEXT,
  background TEXT,
  contact_form TEXT,
  human_check INTEGER CHECK (human_check IN (0, 1)),
  human_check_note TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on)
) STRICT;

CREATE TABLE strand (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  ordinal INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX strand_by_network ON strand (network_id, ordinal, id);

CREATE TABLE fact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  ordinal INTEGER NOT NULL,
  year INTEGER,
  text TEXT NOT NULL,
  source TEXT
) STRICT;
CREATE INDEX fact_by_network ON fact (network_id, ordinal, id);

CREATE TABLE staff (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  ordinal INTEGER NOT NULL,
  initials TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT
) STRICT;
CREATE INDEX staff_by_network ON staff (network_id, ordinal, id);

CREATE TABLE participant (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  uid TEXT NOT NULL UNIQUE,
  given_name TEXT,
  family_name TEXT,
  title TEXT,
  email TEXT,
  phone TEXT,
  organisation TEXT,
  organisation_code TEXT REFERENCES organisation (code),
  status TEXT NOT NULL
    CHECK (status IN ('received', 'review', 'admitted', 'rejected', 'referred', 'withdrawn')),
  status_reason TEXT,
  received_on TEXT NOT NULL,
  admitted_on TEXT,
  channel TEXT CHECK (channel IN ('form', 'mail', 'phone', 'csv', 'other')),
  buyer_reference TEXT,
  note TEXT,
  protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
  invented INTEGER NOT NULL CHECK (invented IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  sort_key BLOB NOT NULL,
  organisation_key BLOB NOT NULL,
  status_key INTEGER NOT NULL,
  search TEXT NOT NULL
) STRICT;
-- A sort is a walk along its index. The state and the words stand in it too, so that a filter lets
-- the other rows pass without looking them up.
CREATE INDEX participant_by_name ON participant (network_id, sort_key, id, status_key, search);
CREATE INDEX participant_by_organisation
  ON participant (network_id, organisation_key, sort_key, id, status_key, search);
CREATE INDEX participant_by_status ON participant (network_id, status_key, sort_key, id, search);
CREATE INDEX participant_by_received
  ON participant (network_id, received_on, sort_key, id, status_key, search);
CREATE INDEX participant_by_email ON participant (network_id, email);

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('physical', 'digital', 'hybrid')),
  form TEXT NOT NULL CHECK (form IN ('meeting', 'seminar', 'webcast')),
  title TEXT,
  status TEXT NOT NULL
    CHECK (status IN ('unplanned', 'preliminary', 'confirmed', 'held', 'cancelled')),
  status_reason TEXT,
  date TEXT,
  start TEXT,
  "end" TEXT,
  duration_min INTEGER CHECK (duration_min > 0),
  duration_max INTEGER CHECK (duration_max > 0),
  period_text TEXT,
  place TEXT,
  address TEXT,
  link TEXT,
  link_later INTEGER NOT NULL CHECK (link_later IN (0, 1)),
  theme TEXT,
  theme_status TEXT NOT NULL
    CHECK (theme_status IN ('unset', 'proposed', 'voting', 'decided')),
  theme_decided_at_id INTEGER REFERENCES meeting (id),
  theme_decided_on TEXT,
  promise TEXT,
  promise_due TEXT,
  promise_by TEXT,
  note TEXT,
  sequence INTEGER CHECK (sequence >= 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  date_key TEXT NOT NULL,
  status_key INTEGER NOT NULL,
  kind_key INTEGER NOT NULL,
  theme_key BLOB NOT NULL,
  search TEXT NOT NULL,
  CHECK (date IS NOT NULL OR (start IS NULL AND "end" IS NULL)),
  CHECK ("end" IS NULL OR (start IS NOT NULL AND "end" > start)),
  CHECK (duration_min <= duration_max),
  CHECK (status NOT IN ('preliminary', 'confirmed', 'held') OR date IS NOT NULL)
) STRICT;
CREATE INDEX meeting_by_date ON meeting (network_id, date_key, id, status_key);
CREATE INDEX meeting_by_status ON meeting (network_id, status_key, date_key, id);
CREATE INDEX meeting_by_kind ON meeting (network_id, kind_key, date_key, id, status_key);
CREATE INDEX meeting_by_theme ON meeting (network_id, theme_key, date_key, id, status_key);
CREATE INDEX meeting_by_deciding ON meeting (theme_decided_at_id);

CREATE TRIGGER meeting_uid_is_kept BEFORE UPDATE OF uid ON meeting
WHEN new.uid <> old.uid
BEGIN
  SELECT raise(ABORT, 'the uid of a meeting never changes');
END;

CREATE TRIGGER meeting_sequence_never_falls BEFORE UPDATE OF sequence ON meeting
WHEN coalesce(new.sequence, -1) < coalesce(old.sequence, -1)
BEGIN
  SELECT raise(ABORT, 'the sequence of a meeting never falls');
END;

CREATE TABLE programme_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  ordinal INTEGER NOT NULL,
  part TEXT CHECK (part IN ('morning', 'afternoon', 'first', 'after')),
  title TEXT NOT NULL,
  description TEXT,
  contributors TEXT,
  external_event TEXT,
  included INTEGER NOT NULL CHECK (included IN (0, 1))
) STRICT;
CREATE INDEX programme_item_by_meeting ON programme_item (meeting_id, ordinal, id);

CREATE TABLE request (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  uid TEXT NOT NULL UNIQUE,
  received_at INTEGER NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('form', 'mail', 'phone', 'other')),
  sender_name TEXT,
  sender_email TEXT,
  organisation TEXT,
  subject TEXT,
  body TEXT,
  verified TEXT NOT NULL CHECK (verified IN ('yes', 'no', 'unknown')),
  status TEXT NOT NULL
    CHECK (status IN ('new', 'open', 'waiting', 'answered', 'closed', 'quarantined', 'spam',
                      'merged', 'referred')),
  status_reason TEXT,
  urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
  assignee TEXT,
  snooze_until TEXT,
  participant_id INTEGER REFERENCES participant (id),
  meeting_id INTEGER REFERENCES meeting (id),
  merged_into_id INTEGER REFERENCES request (id),
  protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
  invented INTEGER NOT NULL CHECK (invented IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  status_key INTEGER NOT NULL,
  sender_key BLOB NOT NULL,
  subject_key BLOB NOT NULL,
  search TEXT NOT NULL,
  CHECK (status <> 'merged' OR (merged_into_id IS NOT NULL AND merged_into_id <> id))
) STRICT;
CREATE INDEX request_by_age ON request (network_id, urgent, received_at, id, status_key);
CREATE INDEX request_by_status ON request (network_id, status_key, received_at, id);
CREATE INDEX request_by_sender
  ON request (network_id, sender_key, received_at, id, status_key);
CREATE INDEX request_by_subject
  ON request (network_id, subject_key, received_at, id, status_key);
CREATE INDEX request_by_participant ON request (participant_id);
CREATE INDEX request_by_meeting ON request (meeting_id);
CREATE INDEX request_by_target ON request (merged_into_id);

-- How many rows of a kind are in each state: a count must not cost a walk over all of them.
CREATE TABLE tally (
  entity TEXT NOT NULL,
  network_id INTEGER NOT NULL,
  status TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (entity, network_id, status)
) STRICT;

CREATE TRIGGER participant_is_tallied AFTER INSERT ON participant
BEGIN
  INSERT INTO tally (entity, network_id, status, amount)
  VALUES ('participant', new.network_id, new.status, 1)
  ON CONFLICT (entity, network_id, status) DO UPDATE SET amount = amount + 1;
END;
CREATE TRIGGER participant_is_untallied AFTER DELETE ON participant
BEGIN
  UPDATE tally SET amount = amount - 1
  WHERE entity = 'participant' AND network_id = old.network_id AND status = old.status;
  DELETE FROM tally
  WHERE entity = 'participant' AND network_id = old.network_id AND status = old.status AND amount = 0;
END;
CREATE TRIGGER participant_is_retallied AFTER UPDATE OF status, network_id ON participant
WHEN new.status <> old.status OR new.network_id <> old.network_id
BEGIN
  UPDATE tally SET amount = amount - 1
  WHERE entity = 'participant' AND network_id = old.network_id AND status = old.status;
  DELETE FROM tally
  WHERE entity = 'participant' AND network_id = old.network_id AND status = old.status AND amount = 0;
  INSERT INTO tally (entity, network_id, status, amount)
  VALUES ('participant', new.network_id, new.status, 1)
  ON CONFLICT (entity, network_id, status) DO UPDATE SET amount = amount + 1;
END;

CREATE TRIGGER meeting_is_tallied AFTER INSERT ON meeting
BEGIN
  INSERT INTO tally (entity, network_id, status, amount)
  VALUES ('meeting', new.network_id, new.status, 1)
  ON CONFLICT (entity, network_id, status) DO UPDATE SET amount = amount + 1;
END;
CREATE TRIGGER meeting_is_untallied AFTER DELETE ON meeting
BEGIN
  UPDATE tally SET amount = amount - 1
  WHERE entity = 'meeting' AND network_id = old.network_id AND status = old.status;
  DELETE FROM tally
  WHERE entity = 'meeting' AND network_id = old.network_id AND status = old.status AND amount = 0;
END;
CREATE TRIGGER meeting_is_retallied AFTER UPDATE OF status, network_id ON meeting
WHEN new.status <> old.status OR new.network_id <> old.network_id
BEGIN
  UPDATE tally SET amount = amount - 1
  WHERE entity = 'meeting' AND network_id = old.network_id AND status = old.status;
  DELETE FROM tally
  WHERE entity = 'meeting' AND network_id = old.network_id AND status = old.status AND amount = 0;
  INSERT INTO tally (entity, network_id, status, amount)
  VALUES ('meeting', new.network_id, new.status, 1)
  ON CONFLICT (entity, network_id, status) DO UPDATE SET amount = amount + 1;
END;

CREATE TRIGGER request_is_tallied AFTER INSERT ON request
BEGIN
  INSERT INTO tally (entity, network_id, status, amount)
  VALUES ('request', new.network_id, new.status, 1)
  ON CONFLICT (entity, network_id, status) DO UPDATE SET amount = amount + 1;
END;
CREATE TRIGGER request_is_untallied AFTER DELETE ON request
BEGIN
  UPDATE tally SET amount = amount - 1
  WHERE entity = 'request' AND network_id = old.network_id AND status = old.status;
  DELETE FROM tally
  WHERE entity = 'request' AND network_id = old.network_id AND status = old.status AND amount = 0;
END;
CREATE TRIGGER request_is_retallied AFTER UPDATE OF status, network_id ON request
WHEN new.status <> old.status OR new.network_id <> old.network_id
BEGIN
  UPDATE tally SET amount = amount - 1
  WHERE entity = 'request' AND network_id = old.network_id AND status = old.status;
  DELETE FROM tally
  WHERE entity = 'request' AND network_id = old.network_id AND status = old.status AND amount = 0;
  INSERT INTO tally (entity, network_id, status, amount)
  VALUES ('request', new.network_id, new.status, 1)
  ON CONFLICT (entity, network_id, status) DO UPDATE SET amount = amount + 1;
END;

-- The journal. One action is one thing that a person asked for; it has the rows that it changed,
-- each before and after as JSON. What is protected stands there as null with the field's name in
-- "sealed"; its content lies in sealed_value only, for undo, and is erased with the person.
CREATE TABLE action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  network_id INTEGER REFERENCES network (id),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('change', 'undo', 'redo', 'final')),
  title TEXT NOT NULL,
  reverts_id INTEGER REFERENCES action (id),
  undone_by_id INTEGER REFERENCES action (id)
) STRICT;
CREATE INDEX action_in_effect ON action (kind, undone_by_id, id);

CREATE TABLE action_row (
  id INTEGER PRIMARY KEY,
  action_id INTEGER NOT NULL REFERENCES action (id),
  entity TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX action_row_by_action ON action_row (action_id, id);
CREATE INDEX action_row_by_row ON action_row (entity, row_id, action_id);

CREATE TABLE sealed_value (
  action_row_id INTEGER NOT NULL REFERENCES action_row (id),
  side TEXT NOT NULL CHECK (side IN ('before', 'after')),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (action_row_id, side, field)
) STRICT;

-- One thing only may happen to what is written: when a person becomes protected, what the journal
-- tells of them is sealed, in the rows and in the titles that name them.
CREATE TRIGGER action_row_is_kept BEFORE UPDATE ON action_row
WHEN new.id <> old.id OR new.action_id <> old.action_id OR new.entity <> old.entity
  OR new.row_id <> old.row_id OR (new.before IS NULL) <> (old.before IS NULL)
  OR (new.after IS NULL) <> (old.after IS NULL)
  OR instr(coalesce(new.before, new.after), '"sealed"') = 0
  OR instr(coalesce(new.after, new.before), '"sealed"') = 0
BEGIN
  SELECT raise(ABORT, 'the journal is never rewritten');
END;

CREATE TRIGGER action_is_kept BEFORE UPDATE OF id, network_id, at, who, kind, reverts_id ON action
BEGIN
  SELECT raise(ABORT, 'the journal is never rewritten');
END;

CREATE TRIGGER action_title_is_kept BEFORE UPDATE OF title ON action
WHEN NOT EXISTS (
  SELECT 1 FROM action_row
  WHERE action_id = old.id AND instr(coalesce(before, after), '"sealed"') > 0)
BEGIN
  SELECT raise(ABORT, 'the journal is never rewritten');
END;
