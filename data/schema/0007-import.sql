-- How the columns of a sign-up form are read, once a person has explained them: a key of the
-- participant for each column, by the fingerprint (SHA-256) of the header.
CREATE TABLE signup_form (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL DEFAULT 1,
  network_id INTEGER NOT NULL REFERENCES network (id),
  fingerprint TEXT NOT NULL,
  columns TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX signup_form_by_fingerprint ON signup_form (network_id, fingerprint);
