#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What we expect of the corpus of mails, read by another program: Python's email package.

Heads, days and the names of files are compared with NAME.json. Where the two differ on purpose, or
Python reads a broken mail less well, the field stands below with the reason.

usage: mailback.py CORPUS
"""

import email
import email.policy
import json
import pathlib
import sys
import unicodedata
from datetime import timezone

UNDECLARED = "takes undeclared bytes for nothing"
LABEL = "believes the label of a charset"
COMMENT = "takes no name from a comment"
PATH = "gives the name as it came"
NAMELESS = "a mail in the mail has a name with us"
DIFFERS = {
    "bounce-exchange-sv": {"files": NAMELESS},
    "bounce-google": {"files": NAMELESS},
    "bounce-nameless": {"sender_email": "a word is no address", "sender_name": "a word is a name"},
    "bounce-postfix": {"files": NAMELESS, "sender_name": COMMENT},
    "bounce-second-recipient": {"files": NAMELESS},
    "bounce-status-only": {"files": NAMELESS},
    "date-1900": {"sent_at": "no mail is older than mail"},
    "delayed": {"files": NAMELESS},
    "delivered": {"files": NAMELESS},
    "head-comma-name": {"sender_email": "stops at the comma", "sender_name": "stops at the comma"},
    "head-comment-name": {"sender_name": COMMENT},
    "head-escape": {"subject": "leaves the NUL"},
    "head-raw-latin1": {"subject": UNDECLARED, "sender_name": UNDECLARED},
    "head-raw-utf8": {"sender_name": UNDECLARED},
    "head-split-character": {"sender_name": "does not join the halves of a character"},
    "head-wrong-charset": {"subject": LABEL, "sender_name": LABEL},
    "name-dots": {"files": PATH},
    "name-escape": {"files": PATH},
    "name-path": {"files": PATH},
    "name-raw-latin1": {"files": UNDECLARED},
    "name-turned": {"files": PATH},
    "name-windows-path": {"files": PATH},
    "no-from": {"sender_email": "does not fall back on Reply-To"},
}


def stored(text):
    """As we store a line: in normal form, white space collapsed; None for nothing."""
    return unicodedata.normalize("NFC", " ".join((text or "").split())) or None


def read(path):
    """What Python says of the mail, under our names."""
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    sender = mail["from"].addresses[0] if mail["from"] and mail["from"].addresses else None
    date = mail["date"].datetime if mail["date"] else None
    utc = date.astimezone(timezone.utc) if date else None
    return {
        "subject": stored(mail["subject"]),
        "sender_email": stored(sender.addr_spec.lower()) if sender else None,
        "sender_name": stored(sender.display_name) if sender else None,
        "sent_at": utc.strftime("%Y-%m-%dT%H:%M:%SZ") if utc else None,
        "files": [stored(part.get_filename()) for part in mail.walk() if part.get_filename()],
    }


def expected(path):
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    parts = told.get("files", []) + told.get("calendars", [])
    wanted = {key: told.get(key) for key in ("subject", "sender_email", "sender_name", "sent_at")}
    return {**wanted, "files": [part["name"] for part in parts if "name" in part]}


def main():
    corpus = sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))
    faults = 0 if len(corpus) >= 60 else 1
    for path in corpus:
        found = read(path)
        for field, value in expected(path).items():
            reason = DIFFERS.get(path.stem, {}).get(field)
            if (found[field] == value) == bool(reason):
                print(f"{path.stem}: {field}: Python reads {found[field]!r}, we expect {value!r}"
                    + (f", and should differ: {reason}" if reason else ""))
                faults += 1
    print(f"{len(corpus)} mails, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
