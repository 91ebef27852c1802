-- What is to leave the house: letters that wait to be sent, and tasks for what has to be done by
-- hand, such as everything that is told to a protected person. A letter has its Message-ID from the
-- day it is written, so that sending it twice can be seen by whoever gets it.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('mail', 'task')),
  reason TEXT NOT NULL
    CHECK (reason IN ('welcome', 'decline', 'referral', 'withdrawal', 'transfer', 'missing',
                      'file', 'cancellation', 'link', 'invitation', 'reply', 'rights', 'other')),
  status TEXT NOT NULL CHECK (status IN ('draft', 'done', 'discarded')),
  participant_id INTEGER REFERENCES participant (id),
  meeting_id INTEGER REFERENCES meeting (id),
  attachment TEXT CHECK (attachment IN ('none', 'publish', 'cancel')),
  address TEXT,
  subject TEXT,
  body TEXT,
  task TEXT,
  message_id TEXT,
  done_by TEXT,
  done_on TEXT,
  protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  status_key INTEGER NOT NULL
) STRICT;
-- The list is a walk along the first; what waits is counted in the second without reading a letter.
CREATE INDEX draft_by_age ON draft (network_id, id, status_key, kind);
CREATE INDEX draft_by_status ON draft (network_id, status_key, kind);
CREATE INDEX draft_by_participant ON draft (participant_id, id);
CREATE INDEX draft_by_meeting ON draft (meeting_id, id);
CREATE UNIQUE INDEX draft_by_message_id ON draft (message_id) WHERE message_id IS NOT NULL;
