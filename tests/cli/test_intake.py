#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail that comes in: sources, what is known, what is broken, and that nothing is lost."""

import hashlib
import os
import signal
import sqlite3
import stat
import subprocess

from program import (
    BAD_DATA,
    CANNOT_CREATE,
    FAILED,
    NO_INPUT,
    NO_PERMISSION,
    PROGRAM,
    SOURCE_ROOT,
    USAGE,
    Case,
    main,
)

TRY_AGAIN = 75
NUMBER = "19121212-1212"
BROKEN = b"no mail \0 at all, but " + NUMBER.encode() + b"\n"


def mail(name, body="Hej!\n", **head):
    """The bytes of a mail; _ in the name of a header stands for -."""
    fields = {
        "From": "Eva Ek <eva@example.org>",
        "To": "natverket@example.org",
        "Subject": f"Fråga {name}",
        "Date": "Tue, 19 Sep 2023 07:10:00 +0200",
        "Message-ID": f"<{name}@example.org>",
        "Content-Type": "text/plain; charset=utf-8",
    }
    fields.update({key.replace("_", "-"): value for key, value in head.items()})
    lines = [f"{key}: {value}" for key, value in fields.items() if value is not None]
    return ("\n".join(lines) + "\n\n" + body).encode()


class Intake(Case):
    def put(self, *names, content):
        path = self.path(*names)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def take(self, *words, **options):
        return self.run_program("--json", "request", "intake", *words, **options).json()

    def counts(self, *words, **options):
        """Those that are not 0."""
        told = self.take(*words, **options)
        return {key: value for key, value in told.items()
                if isinstance(value, int) and value}  # fmt: skip

    def maildir(self, count=0, name="box"):
        for folder in ("new", "cur", "tmp"):
            os.makedirs(self.path(name, folder), exist_ok=True)
        for i in range(count):
            self.put(name, "new", f"{i:04}.host", content=mail(f"m{i}"))
        return self.path(name)

    def list(self, *names):
        return sorted(os.listdir(self.path(*names)))

    def query(self, sql):
        with sqlite3.connect(self.db) as connection:
            return connection.execute(sql).fetchall()

    def kept(self, name="attachments"):
        folder = self.path(name)
        return sorted(os.listdir(folder)) if os.path.isdir(folder) else []

    # ---- sources ----

    def test_file__becomes_a_request(self):
        told = self.take(self.put("a.eml", content=mail("a", "Hej, vem talar i oktober?\n")))
        self.assertEqual((told["new"], len(told["ids"])), (1, 1))
        shown = self.json("request", "show", str(told["ids"][0]))
        self.assertEqual(shown["sender_name"], "Eva Ek")
        self.assertEqual(shown["sender_email"], "eva@example.org")
        self.assertEqual(shown["body"], "Hej, vem talar i oktober?")
        self.assertEqual(shown["received_at"], "2023-09-19T07:10:00+02:00")
        self.assertEqual((shown["channel"], shown["status"]), ("mail", "new"))
        self.assertEqual(told["mails"], [{"file": "a.eml", "fate": "new", "reason": None,
                                          "request_id": shown["id"], "broken_id": None}])  # fmt: skip
        self.run_program("check")

    def test_text__names_no_sender(self):
        out = self.run_program("request", "intake", self.put("a.eml", content=mail("a"))).out
        self.assertRegex(out, r"\Aa\.eml: new, request no\. \d+\n1 new\n\Z")
        out = self.run_program("request", "intake", self.path("a.eml")).out
        self.assertRegex(out, r"\Aa\.eml: already known, request no\. \d+\n0 new, 1 already known\n")

    def test_folder__twice_is_known(self):
        for i in range(5):
            self.put("in", "deep" if i % 2 else ".", f"{i}.EML", content=mail(f"f{i}"))
        self.put("in", "notes.txt", content=b"no mail")
        self.put("in", "broken.eml", content=BROKEN)
        self.assertEqual(self.counts(self.path("in")), {"new": 5, "broken": 1})
        self.assertEqual(self.counts(self.path("in")), {"known": 6})
        self.run_program("check")

    def test_corpus__twice_gives_nothing_new(self):
        corpus = os.path.join(SOURCE_ROOT, "tests", "exchange", "mail", "corpus")
        mails = [name for name in os.listdir(corpus) if name.endswith(".eml")]
        once = self.counts(corpus)
        self.assertEqual(sum(once.values()), len(mails), once)
        self.assertNotIn("known", once)
        self.assertGreaterEqual(len(mails), 60)
        self.assertEqual(self.counts(corpus), {"known": len(mails)})
        self.run_program("check")

    def test_folder__passes_by_what_is_no_file(self):
        self.put("in", "a.eml", content=mail("a"))
        os.symlink(self.path("in", "a.eml"), self.path("in", "b.eml"))
        os.mkfifo(self.path("in", "c.eml"))
        result = subprocess.run([PROGRAM, "request", "intake", self.path("in")], env=self.env,
                                capture_output=True, text=True, timeout=60)  # fmt: skip
        self.assertEqual(result.returncode, NO_INPUT)
        self.assertTrue(result.stdout.endswith("\n1 new\n"), result.stdout)
        self.assertEqual(len(result.stderr.splitlines()), 2, result.stderr)
        self.assertIn("b.eml cannot be read: it is a symbolic link.", result.stderr)
        self.assertIn("c.eml cannot be read: it is no file.", result.stderr)

    def test_missing__is_refused(self):
        self.refuse("request", "intake", self.path("nothing"), code=NO_INPUT)
        os.mkfifo(self.path("fifo"))
        self.refuse("request", "intake", self.path("fifo"), code=NO_INPUT)

    def test_mbox__mail_by_mail(self):
        head = b"From eva@example.org Tue Sep 19 07:10:00 2023\n"
        body = ">From here it is quoted.\n\nFrom here on it is not.\n"
        content = head + mail("a", body) + b"\n" + head + mail("b") + b"\n" + head + mail("c")
        path = self.put("box.mbox", content=content)
        told = self.take(path)
        self.assertEqual((told["new"], told["broken"]), (3, 0))
        self.assertEqual([at["file"] for at in told["mails"]],
                         ["box.mbox:1", "box.mbox:2", "box.mbox:3"])  # fmt: skip
        shown = self.json("request", "show", str(told["ids"][0]))
        self.assertEqual(shown["body"], "From here it is quoted.\n\nFrom here on it is not.")
        self.assertEqual(self.counts(path), {"known": 3})
        with open(path, "rb") as file:
            self.assertEqual(file.read(), content)

    def test_input__is_a_pipe(self):
        told = self.counts("-", stdin=open(self.put("a", content=mail("a")), "rb"))
        self.assertEqual(told, {"new": 1})
        self.assertEqual(self.counts(stdin=open(self.path("a"), "rb")), {"known": 1})
        self.assertEqual(self.counts("-"), {})
        self.assertEqual(
            self.counts("-", stdin=open(self.put("b", content=BROKEN), "rb")), {"broken": 1}
        )

    def test_larger__is_kept_and_not_read(self):
        path = self.path("large.eml")
        with open(path, "wb") as file:
            file.write(mail("large"))
            file.write(b"x\n" * 10 + NUMBER.encode() + b"\n")
            file.truncate(41 * 1024 * 1024)
        told = self.take(path, code=BAD_DATA)
        self.assertIn("40 MB", told["mails"][0]["reason"])
        [name] = self.kept()
        with open(self.path("attachments", name), "rb") as file:
            content = file.read()
        self.assertEqual(hashlib.sha256(content).hexdigest(), name)
        self.assertNotIn(NUMBER.encode(), content)
        self.assertIn(b"121212-****", content)
        self.assertEqual(self.counts(path), {"known": 1})

    # ---- Maildir ----

    def test_maildir__goes_from_new_to_cur(self):
        box = self.maildir(3)
        self.put("box", "new", "9.broken", content=BROKEN)
        self.put("box", "cur", "old:2,S", content=mail("old"))
        self.put("box", "tmp", "half", content=mail("half"))
        self.assertEqual(self.counts(box), {"new": 3, "broken": 1})
        self.assertEqual(self.list("box", "new"), [])
        self.assertEqual(self.list("box", "tmp"), ["half"])
        self.assertEqual(self.list("box", "cur"),
                         ["0000.host:2,S", "0001.host:2,S", "0002.host:2,S", "9.broken:2,S",
                          "old:2,S"])  # fmt: skip
        self.assertEqual(self.counts(box), {})

    def test_maildir__never_writes_over_a_mail(self):
        box = self.maildir(1)
        self.put("box", "cur", "0000.host:2,S", content=b"another")
        result = subprocess.run([PROGRAM, "request", "intake", box], env=self.env,
                                capture_output=True, text=True, timeout=60)  # fmt: skip
        self.assertIn("1 new", result.stdout)
        self.assertIn("cannot be moved to cur/", result.stderr)
        self.assertEqual(result.returncode, 74)
        self.assertEqual(self.list("box", "new"), ["0000.host"])
        with open(self.path("box", "cur", "0000.host:2,S"), "rb") as file:
            self.assertEqual(file.read(), b"another")

    def test_killed__loses_and_doubles_nothing(self):
        total = 24
        box = self.maildir(total)
        before = self.query("SELECT count(*) FROM request")[0][0]
        for after in range(1, 8):
            goal = min(after * 3, total - 1)
            process = subprocess.Popen([PROGRAM, "request", "intake", box], env=self.env,
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # fmt: skip
            while process.poll() is None and len(self.list("box", "cur")) < goal:
                pass
            process.send_signal(signal.SIGKILL)
            process.wait()
            there = len(self.list("box", "new")) + len(self.list("box", "cur"))
            self.assertEqual(there, total)
        told = self.counts(box)
        self.assertEqual(self.list("box", "new"), [])
        self.assertEqual(self.query("SELECT count(*) FROM request")[0][0] - before, total)
        self.assertEqual(
            self.query("SELECT count(*), count(DISTINCT message_id) FROM message"),
            [(total, total)],
        )
        self.assertLessEqual(told.get("known", 0), 1)
        self.run_program("check")

    def test_two_at_once__share_the_work(self):
        box = self.maildir(30)
        before = self.query("SELECT count(*) FROM request")[0][0]
        both = [subprocess.Popen([PROGRAM, "request", "intake", box], env=self.env,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE) for _ in range(2)]  # fmt: skip
        for process in both:
            out, err = process.communicate(timeout=120)
            self.assertEqual(process.returncode, 0, (out, err))
        self.assertEqual(self.query("SELECT count(*) FROM request")[0][0] - before, 30)
        self.assertEqual(len(self.list("box", "cur")), 30)
        self.run_program("check")

    # ---- what stands in the way ----

    def test_busy__stays_where_it_is(self):
        box = self.maildir(2)
        holder = sqlite3.connect(self.db, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        self.refuse("request", "intake", box, code=TRY_AGAIN)
        self.refuse("request", "intake", "-", code=TRY_AGAIN,
                    stdin=open(self.put("a", content=mail("a")), "rb"))  # fmt: skip
        self.assertEqual(len(self.list("box", "new")), 2)
        holder.execute("ROLLBACK")
        holder.close()
        self.assertEqual(self.counts(box), {"new": 2})

    def test_unkept__mail_is_not_lost(self):
        self.put("attachments", content=b"a file where the folder should be")
        box = self.maildir()
        self.put("box", "new", "1", content=mail("1"))
        self.put("box", "new", "2", content=BROKEN)
        self.put("box", "new", "3", content=mail("3"))
        result = subprocess.run([PROGRAM, "request", "intake", box], env=self.env,
                                capture_output=True, text=True, timeout=60)  # fmt: skip
        self.assertEqual(result.returncode, CANNOT_CREATE)
        self.assertRegex(result.stdout, r"\A1: new, request no. \d+\n\Z")
        self.assertRegex(result.stderr, r"\A[^\n]+ Before that: 1 new; the rest stays[^\n]+\n\Z")
        self.assertEqual(self.list("box", "new"), ["2", "3"])
        broken = open(self.path("box", "new", "2"), "rb")
        self.refuse("request", "intake", "-", code=TRY_AGAIN, stdin=broken)
        os.unlink(self.path("attachments"))
        self.assertEqual(self.counts(box), {"new": 1, "broken": 1})

    def test_readonly__is_refused(self):
        box = self.maildir(1)
        self.refuse("--readonly", "request", "intake", box, code=NO_PERMISSION)
        self.assertEqual(len(self.list("box", "new")), 1)

    def test_input_without_a_database__is_tried_again(self):
        self.env["TRAFFPUNKT_DB"] = self.path("none.db")
        self.refuse("request", "intake", "-", code=TRY_AGAIN)
        self.refuse("request", "intake", self.put("a", content=mail("a")), code=NO_INPUT)

    # ---- what is kept ----

    def test_attachments__lie_in_a_closed_folder(self):
        body = ("--b\nContent-Type: text/plain\n\nSe bilagan.\n"
                "--b\nContent-Type: application/pdf\n"
                "Content-Disposition: attachment; filename=\"../../x.pdf\"\n\n%PDF\n"
                f"--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=l.csv\n\n"
                f"a;{NUMBER}\n--b--\n")  # fmt: skip
        one = mail("a", body, Content_Type='multipart/mixed; boundary="b"')
        two = mail("b", body, Content_Type='multipart/mixed; boundary="b"')
        self.put("in", "a.eml", content=one)
        self.put("in", "b.eml", content=two)
        self.assertEqual(self.counts(self.path("in")), {"new": 2})
        rows = self.query("SELECT name, media_type, file, digest FROM attachment ORDER BY id")
        self.assertEqual([(row[0].rpartition("/")[2], row[1]) for row in rows],
                         [("x.pdf", "application/pdf"), ("l.csv", "text/csv")] * 2)  # fmt: skip
        self.assertEqual(self.kept(), sorted({row[2] for row in rows}))
        self.assertEqual(len(self.kept()), 2)
        self.assertEqual(stat.S_IMODE(os.stat(self.path("attachments")).st_mode), 0o700)
        for name in self.kept():
            path = self.path("attachments", name)
            self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
            with open(path, "rb") as file:
                content = file.read()
            self.assertEqual(hashlib.sha256(content).hexdigest(), name)
            self.assertNotIn(NUMBER.encode(), content)
        self.run_program("check")
        os.unlink(self.path("attachments", rows[0][2]))
        told = self.run_program("check", code=BAD_DATA)
        self.assertIn(rows[0][2], told.out + told.err)

    def test_numbers__stand_nowhere(self):
        self.put("in", "a.eml", content=mail("a", f"Mitt nummer är {NUMBER}.\n",
                                             Subject=f"Om {NUMBER}"))  # fmt: skip
        self.put("in", "b.eml", content=mail("b", f"> {NUMBER}\n\nJa.\n", In_Reply_To="<a@example.org>"))
        self.put("in", "c.eml", content=BROKEN)
        self.assertEqual(self.counts(self.path("in")), {"new": 1, "replies": 1, "broken": 1})
        for folder, _, names in os.walk(self.home):
            for name in names:
                if os.path.basename(folder) == "in":
                    continue
                with open(os.path.join(folder, name), "rb") as file:
                    self.assertNotIn(NUMBER.encode(), file.read(), name)

    def test_erased__takes_the_files_along(self):
        body = ("--b\nContent-Type: text/plain\n\nSe bilagan.\n--b\nContent-Type: image/png\n"
                "Content-Disposition: attachment; filename=a.png\n\npng\n--b--\n")  # fmt: skip
        self.run_program("participant", "add", "--given-name", "Eva", "--family-name", "Ek",
                         "--email", "eva@example.org")  # fmt: skip
        told = self.take(self.put("a.eml", content=mail(
            "a", body, Content_Type="multipart/mixed; boundary=b")))  # fmt: skip
        shown = self.json("request", "show", str(told["ids"][0]))
        self.assertIsNotNone(shown["participant_id"])
        self.assertEqual(len(self.kept()), 1)
        self.run_program("participant", "erase", str(shown["participant_id"]), "--yes")
        self.assertEqual(self.kept(), [])
        self.run_program("check")

    # ---- broken mail ----

    def test_broken__is_listed_shown_and_dismissed(self):
        path = self.put("a.eml", content=BROKEN)
        self.assertEqual(self.take(path, code=BAD_DATA)["broken"], 1)
        self.assertEqual(self.counts(path), {"known": 1})
        [broken] = self.json("request", "broken")
        self.assertEqual((broken["source"], broken["status"]), ("a.eml", "open"))
        shown = self.run_program("request", "broken", "1").out
        self.assertIn("at all, but 121212-****", shown)
        self.run_program("request", "broken", "1", "--dismiss")
        self.assertEqual(self.json("request", "broken"), [])
        self.assertEqual(len(self.json("request", "broken", "--all")), 1)
        self.assertEqual(len(self.kept()), 1)
        self.refuse("request", "broken", "1", "--dismiss", code=FAILED)
        self.refuse("request", "broken", "--dismiss", code=USAGE)

    def test_undo__leaves_what_has_come(self):
        self.run_program("request", "assign", "6", "US")
        self.take(self.put("a.eml", content=mail("a")))
        self.run_program("undo")
        self.assertEqual(self.counts(self.path("a.eml")), {"known": 1})
        self.assertNotEqual(self.json("request", "show", "6")["assignee"], "US")

    # ---- threads, through the whole program ----

    def test_reply__joins_and_opens(self):
        told = self.take(self.put("a.eml", content=mail("a")))
        number = str(told["ids"][0])
        self.run_program("request", "close", number)
        reply = self.put("b.eml", content=mail("b", "En sak till.\n",
                                               References="<x@y> <a@example.org>"))  # fmt: skip
        self.assertEqual(self.counts(reply), {"replies": 1})
        shown = self.json("request", "show", number)
        self.assertEqual((shown["status"], shown["reopened"]), ("open", 1))
        self.assertEqual(self.counts(reply), {"known": 1})

    def test_answer__goes_to_its_meeting(self):
        replies = os.path.join(os.path.dirname(__file__), "..", "exchange", "replies")
        path = os.path.join(replies, "google.eml")
        self.assertEqual(self.counts(path).get("rsvp"), 1)
        self.assertEqual(self.counts(path), {"known": 1})
        self.assertEqual(self.query("SELECT count(*) FROM reply"), [(1,)])

    # ---- the web form ----

    def test_form__comes_as_mail_and_as_a_row(self):
        body = ("Namn: Bo Ek\nE-post: bo@example.org\nOrganisation: Lunds kommun\n"
                "Ämne: Anmälan\nMeddelande: Jag vill\nvara med.\nVerifierad: nej\n")  # fmt: skip
        path = self.put("a.eml", content=mail("a", body, From="form@natverket.example"))
        told = self.take(path)
        shown = self.json("request", "show", str(told["ids"][0]))
        self.assertEqual((shown["channel"], shown["sender_email"], shown["status"]),
                         ("form", "bo@example.org", "quarantined"))  # fmt: skip
        rows = self.write(
            "rows.csv",
            "Namn;E-post;Ämne;Meddelande;Verifierad\n"
            'Bo Ek;Bo@example.org;Anmälan;"Jag vill\nvara med.";nej\n'
            "Eva Ek;eva@example.org;Hej;Hejsan;ja\n",
        )
        self.assertEqual(self.counts(rows), {"new": 1, "known": 1})
        self.assertEqual(self.counts(rows), {"known": 2})
        self.assertEqual(self.counts(path), {"known": 1})
        self.refuse("request", "intake", self.write("x.csv", "a;b\n1;2\n"), code=BAD_DATA)


if __name__ == "__main__":
    main()
