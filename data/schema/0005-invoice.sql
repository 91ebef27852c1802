-- What is invoiced to whom. An item with a batch is part of the accounts: it stands with its own
-- copy of what was invoiced to whom, is never changed but for whether it has been paid, and is
-- removed only when its batch has been disposed of, after the years that bookkeeping is kept.
-- Whose item it is may change (two rows of one person are merged) or be forgotten (the person is
-- erased), and a name may be hidden (the person becomes protected).
CREATE TABLE invoice_batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  dated TEXT NOT NULL,
  vat TEXT NOT NULL CHECK (vat IN ('included', 'added', 'none')),
  items INTEGER NOT NULL CHECK (items > 0),
  total INTEGER NOT NULL,
  file TEXT NOT NULL,
  digest TEXT NOT NULL,
  second_file TEXT,
  second_digest TEXT,
  exported_by TEXT NOT NULL,
  keep_until TEXT NOT NULL,
  disposed_on TEXT,
  UNIQUE (network_id, ordinal)
) STRICT;

CREATE TABLE invoice_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  participant_id INTEGER REFERENCES participant (id),
  kind TEXT NOT NULL CHECK (kind IN ('fee', 'credit')),
  person TEXT,
  organisation TEXT,
  organisation_code TEXT,
  organisation_number TEXT,
  gln TEXT,
  peppol_id TEXT,
  buyer_reference TEXT,
  order_reference TEXT,
  status TEXT NOT NULL
    CHECK (status IN ('incomplete', 'ready', 'exported', 'paid', 'credited', 'waived')),
  status_reason TEXT,
  decision TEXT CHECK (decision IN ('pending', 'charge', 'waive')),
  amount INTEGER NOT NULL,
  credits_id INTEGER REFERENCES invoice_item (id),
  batch_id INTEGER REFERENCES invoice_batch (id),
  paid_on TEXT,
  keep_until TEXT,
  protected INTEGER NOT NULL CHECK (protected IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invoice_item_by_network ON invoice_item (network_id, id);
CREATE INDEX invoice_item_by_participant ON invoice_item (participant_id)
  WHERE participant_id IS NOT NULL;
CREATE INDEX invoice_item_by_credited ON invoice_item (credits_id) WHERE credits_id IS NOT NULL;
CREATE INDEX invoice_item_by_batch ON invoice_item (batch_id, id) WHERE batch_id IS NOT NULL;

CREATE TRIGGER invoice_item_is_tallied AFTER INSERT ON invoice_item
BEGIN
  INSERT INTO tally (entity, network_id, status, amount)
  VALUES ('invoice_item', new.network_id, new.status, 1)
  ON CONFLICT (entity, network_id, status) DO UPDATE SET amount = amount + 1;
END;
CREATE TRIGGER invoice_item_is_untallied AFTER DELETE ON invoice_item
BEGIN
  UPDATE tally SET amount = amount - 1
  WHERE entity = 'invoice_item' AND network_id = old.network_id AND status = old.status;
  DELETE FROM tally
  WHERE entity = 'invoice_item' AND network_id = old.network_id AND status = old.status
    AND amount = 0;
END;
CREATE TRIGGER invoice_item_is_retallied AFTER UPDATE OF status, network_id ON invoice_item
WHEN new.status <> old.status OR new.network_id <> old.network_id
BEGIN
  UPDATE tally SET amount = amount - 1
  WHERE entity = 'invoice_item' AND network_id = old.network_id AND status = old.status;
  DELETE FROM tally
  WHERE entity = 'invoice_item' AND network_id = old.network_id AND status = old.status
    AND amount = 0;
  INSERT INTO tally (entity, network_id, status, amount)
  VALUES ('invoice_item', new.network_id, new.status, 1)
  ON CONFLICT (entity, network_id, status) DO UPDATE SET amount = amount + 1;
END;

CREATE TRIGGER invoice_item_is_kept BEFORE DELETE ON invoice_item
WHEN old.batch_id IS NOT NULL
  AND (SELECT disposed_on FROM invoice_batch WHERE id = old.batch_id) IS NULL
BEGIN
  SELECT raise(ABORT, 'an exported invoice item is never removed');
END;
CREATE TRIGGER invoice_item_is_locked BEFORE UPDATE ON invoice_item
WHEN old.batch_id IS NOT NULL
  AND (new.id <> old.id OR new.network_id <> old.network_id OR new.kind <> old.kind
    OR new.batch_id IS NOT old.batch_id OR new.amount <> old.amount
    OR new.credits_id IS NOT old.credits_id OR new.organisation IS NOT old.organisation
    OR new.organisation_code IS NOT old.organisation_code
    OR new.organisation_number IS NOT old.organisation_number OR new.gln IS NOT old.gln
    OR new.peppol_id IS NOT old.peppol_id OR new.buyer_reference IS NOT old.buyer_reference
    OR new.order_reference IS NOT old.order_reference OR new.decision IS NOT old.decision
    OR new.keep_until IS NOT old.keep_until OR new.created_at <> old.created_at
    OR new.status NOT IN ('exported', 'paid', 'credited')
    OR (new.person IS NOT old.person AND new.protected = 0)
    OR (new.protected < old.protected))
BEGIN
  SELECT raise(ABORT, 'an exported invoice item is never changed');
END;

-- Only that it has been disposed of is noted, once, and not before its time.
CREATE TRIGGER invoice_batch_is_locked BEFORE UPDATE ON invoice_batch
WHEN new.id <> old.id OR new.network_id <> old.network_id OR new.ordinal <> old.ordinal
  OR new.dated <> old.dated OR new.vat <> old.vat OR new.items <> old.items
  OR new.total <> old.total OR new.file <> old.file OR new.digest <> old.digest
  OR new.second_file IS NOT old.second_file OR new.second_digest IS NOT old.second_digest
  OR new.exported_by <> old.exported_by OR new.keep_until <> old.keep_until
  OR old.disposed_on IS NOT NULL OR new.disposed_on IS NULL
  OR new.disposed_on <= old.keep_until
BEGIN
  SELECT raise(ABORT, 'an invoice batch is never changed');
END;
CREATE TRIGGER invoice_batch_is_kept BEFORE DELETE ON invoice_batch
BEGIN
  SELECT raise(ABORT, 'an invoice batch is never removed');
END;

-- Whose organisation number is known: the next one of that organisation need not give it.
CREATE INDEX participant_by_payer ON participant (organisation_code, network_id, id)
  WHERE organisation_number IS NOT NULL;

-- Those who were admitted before there were items.
INSERT INTO invoice_item (
  network_id, participant_id, kind, status, amount, protected, created_at, updated_at)
SELECT
  participant.network_id, participant.id, 'fee',
  CASE WHEN organisation_number IS NOT NULL
      AND (buyer_reference IS NOT NULL OR order_reference IS NOT NULL)
    THEN 'ready' ELSE 'incomplete' END,
  network.fee, participant.protected, participant.updated_at, participant.updated_at
FROM participant JOIN network ON network.id = participant.network_id
WHERE participant.status = 'admitted' AND network.fee > 0
  AND (participant.role IS NULL OR participant.role = 'participant');
