-- Meetings in full: how many there is room for, terms of its own, the promised contents that it
-- answers for; the items of a programme by the clock; answers with their age, which decides who has
-- a seat when there are more than seats.
ALTER TABLE meeting ADD COLUMN capacity INTEGER CHECK (capacity > 0);
ALTER TABLE meeting ADD COLUMN terms TEXT;
ALTER TABLE meeting ADD COLUMN strands TEXT;
ALTER TABLE strand ADD COLUMN label TEXT;
ALTER TABLE programme_item ADD COLUMN start TEXT;
ALTER TABLE programme_item ADD COLUMN "end" TEXT CHECK ("end" IS NULL OR "end" > start);
ALTER TABLE attendance ADD COLUMN answered_at INTEGER;
ALTER TABLE attendance ADD COLUMN answered_sequence INTEGER CHECK (answered_sequence >= 0);
