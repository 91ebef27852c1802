-- How the network decides together: a question about a meeting, what can be chosen, and the votes.
-- Hands are counts; an organisation votes once.
CREATE TABLE poll (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  subject TEXT NOT NULL CHECK (subject IN ('theme', 'date')),
  decided_at_id INTEGER REFERENCES meeting (id),
  mode TEXT NOT NULL CHECK (mode IN ('hands', 'organisation')),
  secret INTEGER NOT NULL CHECK (secret IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('planned', 'open', 'closed')),
  winner_id INTEGER REFERENCES poll_option (id),
  chair_note TEXT,
  opened_at INTEGER,
  closed_at INTEGER,
  closed_by TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX poll_by_network ON poll (network_id, id);
CREATE INDEX poll_by_meeting ON poll (meeting_id, id);
CREATE INDEX poll_by_deciding ON poll (decided_at_id);
-- One question at a time about one thing.
CREATE UNIQUE INDEX poll_under_way ON poll (meeting_id, subject) WHERE status <> 'closed';

CREATE TABLE poll_option (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  poll_id INTEGER NOT NULL REFERENCES poll (id),
  ordinal INTEGER NOT NULL,
  text TEXT NOT NULL,
  date TEXT,
  start TEXT,
  "end" TEXT,
  proposer TEXT,
  hands INTEGER NOT NULL DEFAULT 0 CHECK (hands >= 0)
) STRICT;
CREATE INDEX poll_option_by_poll ON poll_option (poll_id, ordinal, id);

CREATE TABLE ballot (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  poll_id INTEGER NOT NULL REFERENCES poll (id),
  option_id INTEGER NOT NULL REFERENCES poll_option (id),
  organisation_code TEXT NOT NULL REFERENCES organisation (code),
  UNIQUE (poll_id, organisation_code)
) STRICT;
CREATE INDEX ballot_by_option ON ballot (option_id);

-- What has been decided: the line of the protocol, at which meeting, and what it is about.
CREATE TABLE resolution (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  ordinal INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('decision', 'minutes')),
  text TEXT NOT NULL,
  decided_on TEXT,
  about_id INTEGER REFERENCES meeting (id),
  poll_id INTEGER REFERENCES poll (id)
) STRICT;
CREATE INDEX resolution_by_meeting ON resolution (meeting_id, ordinal, id);
CREATE INDEX resolution_by_about ON resolution (about_id);
CREATE INDEX resolution_by_poll ON resolution (poll_id);
