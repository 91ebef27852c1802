-- The day of a meeting: the codes of the sign-in sheet, the minutes, and who has been handed over
-- to the organiser of an included webinar.
-- A code stays with its person for as long as the meeting is known: it has been printed.
CREATE TABLE signin_code (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  participant_id INTEGER NOT NULL REFERENCES participant (id),
  number INTEGER NOT NULL CHECK (number > 0),
  UNIQUE (meeting_id, participant_id),
  UNIQUE (meeting_id, number)
) STRICT;
CREATE INDEX signin_code_by_participant ON signin_code (participant_id);

CREATE TABLE minutes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  meeting_id INTEGER NOT NULL UNIQUE REFERENCES meeting (id),
  text TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

-- What someone needs is told in its own table and nowhere else.
CREATE TRIGGER need_is_not_minuted BEFORE UPDATE OF text ON minutes
WHEN EXISTS (
  SELECT 1 FROM special_need
  WHERE meeting_id = new.meeting_id AND length(text) >= 4
    AND instr(lower(new.text), lower(text)) > 0)
BEGIN
  SELECT raise(ABORT, 'what someone needs at a meeting stands among the needs only');
END;

-- One row for each change of who is on the list; the newest of a person says whether they are.
-- 'task': a protected person stands in no list, and is signed up or taken off by hand.
CREATE TABLE webinar_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  participant_id INTEGER NOT NULL REFERENCES participant (id),
  disclosure_id INTEGER REFERENCES disclosure (id),
  change TEXT NOT NULL CHECK (change IN ('new', 'withdrawn')),
  way TEXT NOT NULL CHECK (way IN ('list', 'task')),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX webinar_entry_by_meeting ON webinar_entry (meeting_id, id);
CREATE INDEX webinar_entry_by_participant ON webinar_entry (participant_id, meeting_id, id);
CREATE INDEX webinar_entry_by_disclosure ON webinar_entry (disclosure_id);
