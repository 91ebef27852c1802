#!/bin/sh
# Called as the editor: what another dashboard does meanwhile. Ulrika reads one request, edits
# another, and has a text that is not saved; Anna's own was left when the program was killed. When Anna
# has typed something in the form of the urgent one, Ulrika saves hers.
export DEMO_DATABASE="$(ls "$TMPDIR"/traffpunkt-*/traffpunkt.db)"
python3 - <<'END'
import os
import sqlite3

NOW = 1695105000  # 2023-09-19 08:30
database = sqlite3.connect(os.environ["DEMO_DATABASE"], timeout=10)
with database:
    database.executemany(
        "INSERT INTO presence VALUES ('request', ?, 'US', ?, ?)",
        [(8, "editing", NOW), (3, "answering", NOW), (6, "reading", NOW)],
    )
    database.execute("INSERT INTO unsaved VALUES ('request', 8, 'form', 'US', ?, '{}')", (NOW - 180,))
    database.execute(
        "INSERT INTO unsaved VALUES ('request', 6, 'form', 'AP', ?, ?)",
        (NOW - 3600, '{"subject":"Anmälan till båda nätverken","assignee":"US"}'),
    )
END
setsid python3 - <<'END' > /dev/null 2>&1 &
import os
import sqlite3
import time

path = os.environ["DEMO_DATABASE"]
for _ in range(1000):
    if not os.path.exists(path):
        break
    database = sqlite3.connect(path, timeout=10)
    typed = database.execute(
        "SELECT count(*) FROM unsaved WHERE who = 'AP' AND record_id = 9"
    ).fetchone()[0]
    if typed:
        with database:
            database.execute(
                "UPDATE request SET subject = 'Hot mot ledamot i Habo', organisation = 'Habo',"
                " sensitive = 1, version = version + 1 WHERE id = 9"
            )
        break
    database.close()
    time.sleep(0.02)
END
