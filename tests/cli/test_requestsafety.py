#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests and whom they are about: what is erased, hidden, masked, and what it says of them."""

import os
import sqlite3

from program import FAILED, Case, main

NUMBER = "19121212-1212"
SECRET = "jagblevhotadpafyren"


def mail(name, body="Hej!\n", **head):
    fields = {
        "From": "Eva Ekelundsson <eva.ek@example.org>",
        "To": "natverket@example.org",
        "Subject": f"Fråga {name}",
        "Date": "Tue, 19 Sep 2023 07:10:00 +0200",
        "Message-ID": f"<{name}@example.org>",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/mixed; boundary="b"',
    }
    fields.update({key.replace("_", "-"): value for key, value in head.items()})
    lines = [f"{key}: {value}" for key, value in fields.items() if value is not None]
    parts = ("--b\nContent-Type: text/plain; charset=utf-8\n\n" + body +
             "\n--b\nContent-Type: application/octet-stream; name=bild.bin\n"
             f"Content-Disposition: attachment; filename={name}-bild.bin\n\n"
             + SECRET + name + "\n--b--\n")  # fmt: skip
    return ("\n".join(lines) + "\n\n" + parts).encode()


class RequestSafety(Case):
    def take(self, name, *words, **more):
        path = self.path(f"{name}.eml")
        with open(path, "wb") as file:
            file.write(mail(name, *words, **more))
        told = self.run_program("--json", "request", "intake", path).json()
        os.remove(path)
        return str(told["ids"][0]) if told["ids"] else None

    def query(self, sql):
        with sqlite3.connect(self.db) as connection:
            return connection.execute(sql).fetchall()

    def execute(self, sql):
        with sqlite3.connect(self.db) as connection:
            connection.execute(sql)

    def person(self):
        return str(self.run_program(
            "participant", "add", "--given-name", "Eva", "--family-name", "Ekelundsson",
            "--email", "eva.ek@example.org", "--organisation", "Habo kommun").out.strip())  # fmt: skip

    def reply(self, request, text="Tack Eva, vi hörs i morgon."):
        self.run_program("request", "reply", request, "--text", self.write("reply.txt", text))

    def bytes_of_everything(self):
        """Of the database, its logs and the folder of attachments."""
        everything = b""
        for folder in (os.path.dirname(self.db), self.path("attachments")):
            for name in os.listdir(folder) if os.path.isdir(folder) else []:
                path = os.path.join(folder, name)
                if os.path.isfile(path) and (folder != os.path.dirname(self.db) or
                                             name.startswith(os.path.basename(self.db))):  # fmt: skip
                    with open(path, "rb") as file:
                        everything += file.read()
        return everything

    def assert_nowhere(self, *words):
        everything = self.bytes_of_everything()
        for word in words:
            self.assertFalse(word.encode() in everything, word)

    # ---- erasing ----

    def test_erase__takes_the_answer_and_everything_around_the_request(self):
        """The request was linked after it was answered: the letter knows no participant."""
        request = self.take("a", "Jag heter Eva och bor vid blåbärsbacken.\n")
        self.reply(request)
        self.run_program("request", "note", request, "--text", "Ring hennes syster Ingegärd.")
        person = self.person()
        self.run_program("request", "link", request, "--participant", person)
        for entity, row in (("request", request), ("participant", person)):
            self.execute("INSERT INTO unsaved VALUES ('%s', %s, 'form', 'US', 1695104000, "
                         "'{\"x\":\"Hundvakten Bosse\"}')" % (entity, row))  # fmt: skip
            self.execute(f"INSERT INTO presence VALUES ('{entity}', {row}, 'US', 'editing', 1)")
        self.run_program("participant", "erase", person, "--yes")
        self.assert_nowhere("eva.ek@", "Ekelundsson", "blåbärsbacken", "Ingegärd", "Bosse",
                            SECRET, "vi hörs i morgon", "a-bild")  # fmt: skip
        self.assertEqual(self.query(f"SELECT count(*) FROM draft WHERE request_id = {request}"),
                         [(0,)])  # fmt: skip
        self.assertEqual(self.query("SELECT (SELECT count(*) FROM unsaved),"
                                    " (SELECT count(*) FROM presence)"), [(0, 0)])  # fmt: skip
        self.run_program("check")

    def test_erase__takes_what_they_wrote_before_they_were_known(self):
        self.take("a", "Jag bor vid blåbärsbacken.\n")
        person = self.person()
        told = self.run_program("--lang", "en", "participant", "erase", person, "--preview").out
        self.assertIn("Request: 1 row", told)
        self.run_program("participant", "erase", person, "--yes")
        self.assert_nowhere("eva.ek@", "Ekelundsson", "blåbärsbacken", SECRET)

    def test_erase__at_an_address_of_two__leaves_what_may_be_the_others(self):
        request = self.take("a")
        other = self.run_program(
            "participant", "add", "--given-name", "Nils", "--family-name", "Ny",
            "--email", "eva.ek@example.org", "--organisation", "Habo kommun").out.strip()  # fmt: skip
        self.run_program("participant", "admit", other)
        self.run_program("participant", "withdraw", other, "--reason", "flyttat", "--no-letter")
        self.run_program("participant", "erase", self.person(), "--yes")
        self.assertEqual(self.query(f"SELECT count(*) FROM request WHERE id = {request}"), [(1,)])

    def test_extract__tells_the_conversation(self):
        request = self.take("a", "Jag bor vid blåbärsbacken.\n")
        self.take("b", "Och vid lingonmossen.\n", In_Reply_To="<a@example.org>")
        person = self.person()
        self.run_program("request", "link", request, "--participant", person)
        self.run_program("participant", "extract", person, "--out", self.path("out"))
        with open(self.path("out", f"extract-{person}.txt"), encoding="utf-8") as file:
            text = file.read()
        for word in ("blåbärsbacken", "lingonmossen", "a-bild.bin", "b-bild.bin"):
            self.assertIn(word, text)

    def test_spam__loses_its_words_its_files_and_its_answer(self):
        request = self.take("a", "Köp blåbärsbacken.\n")
        self.take("b", "Köp lingonmossen.\n", In_Reply_To="<a@example.org>")
        self.reply(request)
        people = self.query("SELECT count(*) FROM participant")
        self.run_program("request", "reopen", request)
        self.run_program("request", "spam", request)
        self.assertEqual(self.query("SELECT count(*) FROM participant"), people)
        self.env["TRAFFPUNKT_NOW"] = "2023-10-20T08:30"
        self.run_program("retention", "--run", "--yes")
        self.assert_nowhere("blåbärsbacken", "lingonmossen", SECRET, "eva.ek@", "vi hörs i morgon")

    # ---- personal numbers ----

    def test_number__in_a_file_that_reads_as_text__is_masked_whatever_it_is_called(self):
        kinds = ("text/csv", "application/octet-stream", "application/json", "image/png")
        parts = "".join(f"--b\nContent-Type: {kind}; name=x\n"
                        f"Content-Disposition: attachment; filename=x\n\na;{NUMBER};{kind}\n"
                        for kind in kinds)  # fmt: skip
        parts += f"--b\nContent-Type: message/rfc822\n\nSubject: Om {NUMBER}\n\n{NUMBER}\n"
        with open(self.path("a.eml"), "w", encoding="utf-8") as file:
            file.write("From: a@b.example\nMessage-ID: <a@x>\nMIME-Version: 1.0\n"
                       "Content-Type: multipart/mixed; boundary=b\n\n" + parts + "--b--\n")  # fmt: skip
        self.run_program("request", "intake", self.path("a.eml"))
        os.remove(self.path("a.eml"))
        self.assertEqual(self.query("SELECT count(*) FROM attachment"), [(5,)])
        self.assert_nowhere(NUMBER)

    # ---- hiding ----

    def test_sensitive__later__hides_the_answer_and_the_whole_conversation(self):
        request = self.take("a", "Jag bor vid blåbärsbacken.\n")
        self.take("b", "Och vid lingonmossen.\n", In_Reply_To="<a@example.org>")
        self.reply(request, "Vi möts vid hjortronmyren.")
        self.run_program("request", "note", request, "--text", "Ring Ingegärd.")
        self.execute(f"INSERT INTO unsaved VALUES ('request', {request}, 'reply', 'US',"
                     " 1695104000, '\"Hundvakten\"')")  # fmt: skip
        self.run_program("request", "sensitive", request)
        words = ("blåbärsbacken", "lingonmossen", "hjortronmyren", "Ingegärd", "Fråga a",
                 "bild.bin", "eva.ek@", "Hundvakten")  # fmt: skip
        for told in (
            ["request", "list", "--all"],
            ["request", "list", "--filter", "blåbärsbacken"],
            ["request", "show", request, "--notes"],
            ["outbox", "list"],
            ["outbox", "show", str(self.query("SELECT max(id) FROM draft")[0][0])],
            ["history"],
            ["handover"],
            ["request", "export", request, "--out", "-"],
            ["network", "export"],
            ["check"],
        ):
            for json in ([], ["--json"]):
                result = self.run_program(*json, *told)
                for word in words:
                    self.assertNotIn(word, result.out + result.err, told)
        rows = self.query("SELECT coalesce(before, '') || coalesce(after, '') FROM action_row"
                          " UNION ALL SELECT title FROM action"
                          " UNION ALL SELECT content FROM unsaved")  # fmt: skip
        for word in words:
            self.assertFalse([row for row in rows if word in row[0]], word)
        # And the answer still can be sent.
        self.assertEqual(self.query("SELECT kind, sensitive FROM draft"
                                    " ORDER BY id DESC LIMIT 1"), [("mail", 1)])  # fmt: skip
        self.run_program("request", "sensitive", request, "--off")
        self.assertIn("hjortronmyren", self.run_program("outbox", "list", "--json").out)

    def test_sensitive__spreads_to_what_was_merged(self):
        first = self.take("a", "Jag bor vid blåbärsbacken.\n")
        second = self.take("b", "Och vid lingonmossen.\n")
        self.run_program("request", "merge", first, second)
        self.run_program("request", "sensitive", first)
        self.assertNotIn("lingonmossen", self.run_program("--json", "request", "list", "--all").out)
        self.run_program("request", "sensitive", first, "--off")

    def test_protected__of_what_was_merged__hides_the_conversation(self):
        first = self.take("a", "Jag bor vid blåbärsbacken.\n", From="Bo <bo@example.org>")
        second = self.take("b", "Och vid lingonmossen.\n")
        person = self.person()
        self.run_program("request", "link", second, "--participant", person)
        other = self.run_program(
            "participant", "add", "--given-name", "Bo", "--family-name", "Bok",
            "--email", "bo@example.org", "--organisation", "Habo kommun").out.strip()  # fmt: skip
        self.run_program("request", "link", first, "--participant", other)
        self.run_program("request", "merge", first, second, "--into", first, "--yes")
        self.run_program("participant", "edit", person, "--protected", "yes")
        told = self.run_program("request", "show", first, "--json").out
        self.assertNotIn("lingonmossen", told)
        self.assertNotIn("lingonmossen",
                         self.run_program("request", "export", first, "--out", "-").out)  # fmt: skip

    def test_backup__tells_of_the_attachments_that_are_not_in_it(self):
        told = self.run_program("--lang", "en", "backup", self.path("a.db"))
        self.assertEqual(told.err, "")
        self.take("a")
        told = self.run_program("--lang", "en", "backup", self.path("b.db"))
        self.assertIn("1 attachment is not in it: copy the folder ", told.err)
        self.assertIn(self.path("attachments"), told.err)

    # ---- undo ----

    def test_undo__of_what_has_come_or_gone__is_refused(self):
        before = self.query("SELECT count(*) FROM request")
        self.take("a")
        self.run_program("undo", code=FAILED)
        self.assertEqual(self.query("SELECT count(*) FROM request"), [(before[0][0] + 1,)])


if __name__ == "__main__":
    main()
