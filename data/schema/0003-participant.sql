-- Participants in full: role, what the rules propose, the call back, tags, the payer's references,
-- consent, and where a row went (merged, seat handed over). The table is built anew because the
-- states of a row have become more; and the ledger of personal data that has left the house.
-- email_key, mailbox_key, person_key and phone_key are what two rows of the same person share
-- (src/model/twin.c); the program computes them.
CREATE TABLE participant_whole (
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
  role TEXT CHECK (role IN ('participant', 'contributor', 'staff', 'guest')),
  status TEXT NOT NULL
    CHECK (status IN ('received', 'review', 'admitted', 'rejected', 'referred', 'withdrawn',
                      'merged')),
  status_reason TEXT,
  received_on TEXT NOT NULL,
  admitted_on TEXT,
  channel TEXT CHECK (channel IN ('form', 'mail', 'phone', 'csv', 'other')),
  eligibility TEXT CHECK (eligibility IN ('within', 'review', 'outside')),
  eligibility_rule TEXT,
  eligibility_reason TEXT,
  callback TEXT CHECK (callback IN ('verified', 'failed', 'waived')),
  callback_by TEXT,
  callback_on TEXT,
  callback_note TEXT,
  tags TEXT,
  organisation_number TEXT,
  gln TEXT,
  peppol_id TEXT,
  buyer_reference TEXT,
  order_reference TEXT,
  list_consent TEXT CHECK (list_consent IN ('nobody', 'organisation', 'participants')),
  contact_path TEXT,
  referred_to TEXT,
  merged_into_id INTEGER REFERENCES participant (id),
  successor_id INTEGER REFERENCES participant (id),
  note TEXT,
  protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
  invented INTEGER NOT NULL CHECK (invented IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  sort_key BLOB NOT NULL,
  organisation_key BLOB NOT NULL,
  status_key INTEGER NOT NULL,
  search TEXT NOT NULL,
  email_key TEXT NOT NULL DEFAULT '',
  mailbox_key TEXT NOT NULL DEFAULT '',
  person_key TEXT NOT NULL DEFAULT '',
  phone_key TEXT NOT NULL DEFAULT '',
  CHECK (status <> 'merged' OR (merged_into_id IS NOT NULL AND merged_into_id <> id))
) STRICT;

-- What was admitted before the rule of the target group was there stays admitted, and says so.
INSERT INTO participant_whole (
  id, version, network_id, uid, given_name, family_name, title, email, phone, organisation,
  organisation_code, role, status, status_reason, received_on, admitted_on, channel,
  eligibility, eligibility_rule, eligibility_reason, buyer_reference, list_consent, note,
  protected, invented, created_at, updated_at, sort_key, organisation_key, status_key, search)
SELECT
  id, version, network_id, uid, given_name, family_name, title, email, phone, organisation,
  organisation_code, 'participant', status, status_reason, received_on, admitted_on, channel,
  CASE WHEN organisation_code IS NULL THEN 'review' ELSE 'within' END, 'MG-0',
  CASE WHEN organisation_code IS NULL AND status = 'admitted'
    THEN 'Antagen innan målgruppen bedömdes av programmet' END,
  buyer_reference, CASE protected WHEN 1 THEN 'nobody' ELSE 'organisation' END, note,
  protected, invented, created_at, updated_at, sort_key, organisation_key, status_key, search
FROM participant;

-- A number is never given twice: not even those of rows that are gone.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'participant_whole', 0
WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'participant_whole');
UPDATE sqlite_sequence
SET seq = max(seq, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'participant'), 0))
WHERE name = 'participant_whole';

DROP TABLE participant;
ALTER TABLE participant_whole RENAME TO participant;

-- A sort is a walk along its index. The state and the words stand in it too, so that a filter lets
-- the other rows pass without looking them up.
CREATE INDEX participant_by_name ON participant (network_id, sort_key, id, status_key, search);
CREATE INDEX participant_by_organisation
  ON participant (network_id, organisation_key, sort_key, id, status_key, search);
CREATE INDEX participant_by_status ON participant (network_id, status_key, sort_key, id, search);
CREATE INDEX participant_by_received
  ON participant (network_id, received_on, sort_key, id, status_key, search);
CREATE INDEX participant_by_address ON participant (network_id, email_key);
CREATE INDEX participant_by_mailbox ON participant (network_id, mailbox_key);
CREATE INDEX participant_by_person ON participant (network_id, person_key);
CREATE INDEX participant_by_phone ON participant (network_id, phone_key);
CREATE INDEX participant_by_survivor ON participant (merged_into_id)
  WHERE merged_into_id IS NOT NULL;
CREATE INDEX participant_by_successor ON participant (successor_id)
  WHERE successor_id IS NOT NULL;

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

-- One active sign-up for each address and network. A guard and not a unique index: a database that
-- broke the promise before can still be opened, and check tells of it.
CREATE TRIGGER participant_address_is_single BEFORE INSERT ON participant
WHEN new.email_key <> '' AND new.status IN ('received', 'review', 'admitted') AND EXISTS (
  SELECT 1 FROM participant
  WHERE network_id = new.network_id AND email_key = new.email_key
    AND status IN ('received', 'review', 'admitted'))
BEGIN
  SELECT raise(ABORT, 'the address belongs to an active participant already');
END;
CREATE TRIGGER participant_address_stays_single BEFORE UPDATE OF email, status, network_id
ON participant
WHEN new.email_key <> '' AND new.status IN ('received', 'review', 'admitted')
  AND (new.email IS NOT old.email OR new.status <> old.status
    OR new.network_id <> old.network_id)
  AND EXISTS (
    SELECT 1 FROM participant
    WHERE network_id = new.network_id AND email_key = new.email_key AND id <> new.id
      AND status IN ('received', 'review', 'admitted'))
BEGIN
  SELECT raise(ABORT, 'the address belongs to an active participant already');
END;

ALTER TABLE network ADD COLUMN late_rule TEXT;
ALTER TABLE network ADD COLUMN withdrawal_rule TEXT;
ALTER TABLE network ADD COLUMN sibling_name TEXT;
ALTER TABLE network ADD COLUMN sibling_slug TEXT;
ALTER TABLE network ADD COLUMN sibling_fee INTEGER CHECK (sibling_fee >= 0);

CREATE TABLE disclosure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  purpose TEXT NOT NULL
    CHECK (purpose IN ('administration', 'invitation', 'sharing', 'webinar', 'catering',
                       'invoicing', 'statistics', 'rights')),
  recipient TEXT,
  people INTEGER NOT NULL CHECK (people >= 0),
  file TEXT,
  digest TEXT
) STRICT;
CREATE INDEX disclosure_by_network ON disclosure (network_id, at, id);

CREATE TABLE disclosed_person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  disclosure_id INTEGER NOT NULL REFERENCES disclosure (id),
  participant_id INTEGER NOT NULL REFERENCES participant (id)
) STRICT;
CREATE INDEX disclosed_person_by_disclosure ON disclosed_person (disclosure_id, id);
CREATE INDEX disclosed_person_by_participant ON disclosed_person (participant_id);
