-- What must hold whoever writes, said once more where nothing gets past it: the program asks its own
-- rules first, and has better words for why not. Rows from before stay as they are; check names them.

-- A confirmed meeting has a date, those who travel a place and the others a link, or the promise of
-- one; a cancelled one has a reason.
CREATE TRIGGER meeting_is_confirmed_whole BEFORE UPDATE ON meeting
WHEN new.status = 'confirmed'
  AND (new.date IS NULL OR (new.kind <> 'digital' AND new.place IS NULL)
    OR (new.kind <> 'physical' AND new.link IS NULL AND new.link_later = 0))
BEGIN
  SELECT raise(ABORT, 'a confirmed meeting has a date, and a place or a link');
END;
CREATE TRIGGER meeting_begins_confirmed_whole BEFORE INSERT ON meeting
WHEN new.status = 'confirmed'
  AND (new.date IS NULL OR (new.kind <> 'digital' AND new.place IS NULL)
    OR (new.kind <> 'physical' AND new.link IS NULL AND new.link_later = 0))
BEGIN
  SELECT raise(ABORT, 'a confirmed meeting has a date, and a place or a link');
END;
CREATE TRIGGER meeting_is_cancelled_for_a_reason BEFORE UPDATE ON meeting
WHEN new.status = 'cancelled' AND trim(coalesce(new.status_reason, '')) = ''
BEGIN
  SELECT raise(ABORT, 'a cancelled meeting has a reason');
END;
CREATE TRIGGER meeting_begins_cancelled_for_a_reason BEFORE INSERT ON meeting
WHEN new.status = 'cancelled' AND trim(coalesce(new.status_reason, '')) = ''
BEGIN
  SELECT raise(ABORT, 'a cancelled meeting has a reason');
END;

-- Without a date there is nothing to put into a calendar.
CREATE TRIGGER release_has_a_date BEFORE INSERT ON release
WHEN EXISTS (SELECT 1 FROM meeting WHERE id = new.meeting_id AND date IS NULL)
BEGIN
  SELECT raise(ABORT, 'a meeting without a date has no calendar file');
END;

-- Nobody was at a meeting that has no day, or is cancelled. (That the day has come, only the
-- program's clock can tell.)
CREATE TRIGGER attendance_is_of_a_day BEFORE UPDATE ON attendance
WHEN new.attendance IS NOT NULL AND new.attendance IS NOT old.attendance AND (
  SELECT date IS NULL OR status = 'cancelled' FROM meeting WHERE id = new.meeting_id)
BEGIN
  SELECT raise(ABORT, 'attendance is of a meeting that has a day and is not cancelled');
END;
CREATE TRIGGER attendance_begins_on_a_day BEFORE INSERT ON attendance
WHEN new.attendance IS NOT NULL AND (
  SELECT date IS NULL OR status = 'cancelled' FROM meeting WHERE id = new.meeting_id)
BEGIN
  SELECT raise(ABORT, 'attendance is of a meeting that has a day and is not cancelled');
END;

-- What someone needs is of a meeting where people are.
CREATE TRIGGER need_is_of_a_meeting_in_person BEFORE INSERT ON special_need
WHEN (SELECT kind FROM meeting WHERE id = new.meeting_id) = 'digital'
BEGIN
  SELECT raise(ABORT, 'nobody needs anything at a digital meeting');
END;

-- A request goes from state to state as src/model/request.c says, or back when that is undone.
CREATE TRIGGER request_goes_step_by_step BEFORE UPDATE ON request
WHEN new.status <> old.status AND NOT EXISTS (
  SELECT 1 FROM (VALUES
    ('new', 'open'), ('new', 'waiting'), ('new', 'answered'), ('new', 'closed'),
    ('new', 'quarantined'), ('new', 'spam'), ('new', 'referred'), ('new', 'merged'),
    ('open', 'waiting'), ('open', 'answered'), ('open', 'closed'), ('open', 'referred'),
    ('open', 'spam'), ('open', 'merged'), ('waiting', 'open'), ('waiting', 'answered'),
    ('waiting', 'closed'), ('waiting', 'merged'), ('answered', 'open'), ('answered', 'waiting'),
    ('answered', 'closed'), ('closed', 'open'), ('referred', 'open'), ('referred', 'closed'),
    ('quarantined', 'open'), ('quarantined', 'spam'), ('spam', 'open')) AS step
  WHERE (column1 = old.status AND column2 = new.status)
    OR (column1 = new.status AND column2 = old.status))
BEGIN
  SELECT raise(ABORT, 'a request cannot go from that state to this one');
END;
