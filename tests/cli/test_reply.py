#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""request reply and template: from a request to a mail that other programs thread, and back."""

import email
import email.policy
import json
import os
import sqlite3

from program import BAD_DATA, FAILED, NO_INPUT, USAGE, Case, main

MAILBOX = "natverk@skr.example"
OCTOBER, NOVEMBER = 2, 3
ASKED = "6"  # of nobody that we know
FAKE = """#!/bin/sh
dir=${0%/*}
cat > "$dir/letter.$$"
mv "$dir/letter.$$" "$dir/spool/$$"
"""
HOSTILE = "x@y\r\nBcc: all@example.org"


class Reply(Case):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("spool"))
        program = self.write("sendmail", FAKE)
        os.chmod(program, 0o700)
        self.write("config/traffpunkt/config.ini",
                   f"[organizer]\nmailbox = {MAILBOX}\nname = Nätverket, SKR\n"
                   f"[mail]\nsendmail = {self.path('sendmail')}\n[user]\ninitials = US\n")
        self.edit("--subject", "SV: Re: Fråga om länk", "--sender-name", "Kim Berg",
                  "--sender-email", "kim@example.org", "--body", "Hej!\n\nVar är länken?\n")

    def edit(self, *options, request=ASKED):
        self.run_program("request", "edit", request, *options)

    def sql(self, statement, *values):
        database = sqlite3.connect(self.db)
        with database:
            rows = database.execute(statement, values).fetchall()
        database.close()
        return rows

    def mail_in(self, message_id, references=None, quoted=None, body=None):
        self.sql("INSERT INTO message (request_id, direction, nature, at, sender, quoted, body,"
                 " message_id, reference_ids, protected) VALUES (?, 'in', 'message', 1695000000,"
                 " 'kim@example.org', ?, ?, ?, ?, 0)", ASKED, quoted, body, message_id, references)

    def reply(self, *options, request=ASKED, code=0):
        return self.run_program("request", "reply", request, *options, code=code).out.strip()

    def reply_with(self, text, *options, request=ASKED, code=0):
        return self.reply("--text", self.write("text.txt", text), *options, request=request,
                          code=code)

    def request(self, number=ASKED):
        return self.json("request", "show", number)

    def sent(self, number):
        """Hands the letter over and reads it back with another program."""
        self.run_program("outbox", "send", number)
        names = os.listdir(self.path("spool"))
        self.assertEqual(len(names), 1)
        with open(self.path("spool", names[0]), "rb") as file:
            return email.message_from_binary_file(file, policy=email.policy.default)

    # ---- the mail ----

    def test_reply__a_threaded_mail(self):
        self.mail_in("first@example.org", quoted="> äldre, som inte ska med")
        number = self.reply_with("Hej Kim!\n\nLänken kommer.\n")
        self.assertEqual(self.request()["status"], "answered")
        self.assertIsNone(self.request()["answered_at"])
        mail = self.sent(number)
        self.assertEqual(mail["To"], "kim@example.org")
        self.assertEqual(mail["Subject"], "Sv: Fråga om länk")
        self.assertEqual(mail["In-Reply-To"], "<first@example.org>")
        self.assertEqual(mail["References"], "<first@example.org>")
        self.assertEqual(mail.get_content_type(), "text/plain")
        self.assertEqual(mail.get_content_charset(), "utf-8")
        body = mail.get_content()
        self.assertTrue(body.startswith("Hej Kim!\n\nLänken kommer.\n\nDen "), body)
        self.assertIn("2023 skrev Kim Berg:\n> Hej!\n>\n> Var är länken?\n", body)
        self.assertNotIn("äldre", body)
        self.assertEqual(mail["Message-ID"],
                         f"<{self.sql('SELECT message_id FROM message WHERE direction = ?', 'out')[0][0]}>")
        self.assertEqual(self.request()["answered_at"], "2023-09-19T08:30:00+02:00")

    def test_reply__the_answer_to_our_answer_refers_to_both(self):
        self.mail_in("two@example.org", references="zero@example.org one@example.org")
        mail = self.sent(self.reply_with("Hej"))
        self.assertEqual(mail["References"].split(),
                         ["<zero@example.org>", "<one@example.org>", "<two@example.org>"])
        ours = mail["Message-ID"].strip("<>")
        self.mail_in("three@example.org",
                     references=f"zero@example.org one@example.org two@example.org {ours}",
                     body="Tack!")
        with_second = self.reply_with("Igen")
        shown = self.run_program("outbox", "show", with_second, "--eml").out
        second = email.message_from_string(shown, policy=email.policy.default)
        self.assertEqual(second["In-Reply-To"], "<three@example.org>")
        self.assertIn(f"<{ours}>", second["References"])

    def test_reply__hostile_headers_are_left_out(self):
        self.mail_in(HOSTILE, references="a@b\nBcc: x@y")
        self.edit("--subject", "Fråga\r\nBcc: all@example.org")
        mail = self.sent(self.reply_with("Hej"))
        self.assertNotIn("Bcc", mail.keys())
        self.assertIsNone(mail["In-Reply-To"])
        for value in mail.values():
            self.assertNotIn("\n", value)

    def test_reply__long_lines_are_broken_and_quotations_are_not(self):
        long = "ord " * 60
        link = "https://example.org/" + "a" * 100
        self.edit("--body", long.strip())
        mail = self.sent(self.reply_with(f"{long}\n{link}\n"))
        lines = mail.get_content().splitlines()
        self.assertIn(link, lines)
        self.assertIn("> " + long.strip(), lines)
        for line in lines:
            if not line.startswith((">", "https")):
                self.assertLessEqual(len(line), 72)

    def test_reply__with_the_calendar_file(self):
        self.edit("--meeting-id", str(NOVEMBER))
        self.run_program("meeting", "edit", str(NOVEMBER), "--start", "10-12")
        mail = self.sent(self.reply_with("Välkommen.", "--with-calendar"))
        parts = [part.get_content_type() for part in mail.walk()]
        self.assertEqual(parts, ["multipart/mixed", "text/plain", "application/ics"])
        calendar = mail.get_payload()[1]
        self.assertEqual(calendar.get_content_disposition(), "attachment")
        text = calendar.get_payload(decode=True).decode()
        self.assertIn("DTSTART", text)
        self.assertNotIn("METHOD", text)  # who is no participant is not invited
        self.assertNotIn("ATTENDEE", text)

    def test_reply__no_calendar_file_without_a_meeting_or_its_date(self):
        self.assertIn("no meeting", self.refuse_reply("--with-calendar"))
        self.edit("--meeting-id", "4")
        self.assertIn("no date", self.refuse_reply("--with-calendar"))

    def refuse_reply(self, *options, text="Hej", request=ASKED, code=FAILED):
        path = self.write("text.txt", text)
        return self.refuse("--lang", "en", "request", "reply", request, "--text", path, *options,
                           code=code).err

    def test_outbox_show__as_a_file(self):
        number = self.reply_with("Hej")
        path = self.path("out.eml")
        self.run_program("outbox", "show", number, "--out", path)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        with open(path, "rb") as file:
            mail = email.message_from_binary_file(file, policy=email.policy.default)
        self.assertEqual(mail["Subject"], "Sv: Fråga om länk")
        self.run_program("outbox", "show", number, "--out", path, code=73)
        self.run_program("outbox", "show", number, "--out", path, "--force")

    # ---- templates and facts ----

    def test_reply__template_blocks_until_the_fact_is_given(self):
        said = self.refuse("--lang", "en", "request", "reply", ASKED, "--template", "ptu",
                           code=FAILED).err
        self.assertIn("{{faktum}}", said)
        self.assertEqual(self.request()["status"], "new")
        self.assertEqual(self.json("outbox", "list"), self.json("outbox", "list"))
        number = self.reply("--template", "ptu", "--fact", "1")
        body = self.json("outbox", "show", number)["body"]
        self.assertIn("Hej Kim!\n", body)
        self.assertIn("Under 2020 utsattes var fjärde förtroendevald.", body)
        self.assertIn("Källa: nätverkets sida hos SKR, publicerad 19 september 2023;"
                      " avser år 2020", body)
        self.assertIn("Ulrika Stöök, Handläggare", body)
        self.assertNotIn("{{", body)

    def test_reply__fact_warns_from_the_day_after(self):
        for now, warned in (("2023-11-13T09:00", False), ("2023-11-15T09:00", True)):
            result = self.run_program("request", "reply", ASKED, "--fact", "1",
                                      env={"TRAFFPUNKT_NOW": now})
            self.assertEqual("PTU 2023" in result.err, warned, result.err)

    def test_reply__template_with_an_old_fact_warns(self):
        self.run_program("template", "add", "--name", "Gammal",
                         "--body", "Under 2020 utsattes var fjärde förtroendevald.")
        for now, warned in (("2023-11-13T09:00", False), ("2023-11-15T09:00", True)):
            result = self.run_program("request", "reply", ASKED, "--template", "Gammal",
                                      env={"TRAFFPUNKT_NOW": now})
            self.assertEqual("PTU 2023" in result.err, warned, result.err)

    def test_reply__every_shipped_template_can_be_sent(self):
        self.edit("--meeting-id", str(OCTOBER), "--organisation", "Lunds kommun")
        self.run_program("meeting", "edit", str(OCTOBER), "--link", "https://example.org/x")
        for template in self.json("template", "list"):
            number = self.reply("--template", template["name"], "--fact", "1")
            body = self.json("outbox", "show", number)["body"]
            self.assertNotIn("{{", body, template["name"])

    def test_reply__urgent_template_tells_the_numbers(self):
        body = self.json("outbox", "show", self.reply("--template", "hot"))["body"]
        self.assertIn("112", body)
        self.assertIn("114 14", body)

    def test_reply__journalist_gets_no_name(self):
        number = self.reply("--template", "Begäran om uppgifter")
        body = self.json("outbox", "show", number)["body"]
        self.assertIn("Vi lämnar inte ut namn", body)
        self.assertIn("organisationsnivå", body)

    def test_template__add_edit_delete_ship(self):
        count = len(self.json("template", "list"))
        number = self.run_program("template", "add", "--name", "Egen", "--body", "{{namn}}!").out
        number = number.strip()
        self.assertEqual(self.json("template", "list")[-1]["name"], "Egen")
        self.run_program("template", "edit", number, "--urgent", "yes")
        self.assertTrue(self.json("template", "show", number)["urgent"])
        self.assertTrue(self.json("outbox", "show", self.reply("--template", "egen"))["body"]
                        .startswith("Kim!"))
        self.run_program("template", "delete", number)
        self.run_program("template", "delete", "Fakturafråga")
        self.assertEqual(self.json("template", "ship"), {"added": 1})
        self.refuse("template", "ship", code=FAILED)
        self.assertEqual(len(self.json("template", "list")), count)

    def test_template__of_a_network_file(self):
        whole = json.loads(self.run_program("network", "export").out)
        self.assertEqual([template["name"] for template in whole["reply_templates"]],
                         [template["name"] for template in self.json("template", "list")])
        del whole["reply_templates"]  # as an older program wrote it
        path = self.write("old.json", json.dumps(whole))
        other = {"TRAFFPUNKT_DB": self.path("other.db")}
        self.run_program("init", path, env=other)
        self.assertEqual(self.run_program("--json", "template", "list", env=other).json(), [])
        self.run_program("template", "ship", env=other)
        self.assertEqual(
            json.loads(self.run_program("network", "export", env=other).out)["reply_templates"],
            json.loads(self.run_program("network", "export").out)["reply_templates"])

    # ---- what it becomes ----

    def test_reply__again_changes_the_one_that_waits(self):
        first = self.reply_with("Ett")
        second = self.reply_with("Två")
        self.assertEqual(first, second)
        self.assertTrue(self.json("outbox", "show", first)["body"].startswith("Två\n"))
        self.assertEqual(self.sql("SELECT count(*) FROM message"), [(1,)])

    def test_reply__discarded_opens_it_again_and_undo_takes_it_back(self):
        number = self.reply_with("Hej")
        self.run_program("outbox", "discard", number)
        self.assertEqual(self.request()["status"], "open")
        self.assertEqual(self.sql("SELECT count(*) FROM message"), [(0,)])
        self.run_program("undo")
        self.run_program("undo")
        self.assertEqual(self.request()["status"], "new")

    def test_reply__json_is_the_draft(self):
        shown = self.json("request", "reply", ASKED, "--template", "Fakturafråga")
        self.assertEqual((shown["reason"], shown["kind"]), ("reply", "mail"))
        self.assertEqual(shown["request_id"], int(ASKED))

    def test_reply__by_phone(self):
        self.edit("--sender-email", "")
        self.reply_with("Sagt i telefon.", "--by-phone")
        shown = self.request()
        self.assertEqual((shown["status"], shown["answered_at"]),
                         ("answered", "2023-09-19T08:30:00+02:00"))
        self.assertEqual(self.sql("SELECT body FROM message"), [("Sagt i telefon.",)])

    def test_reply__without_address_is_a_task(self):
        self.edit("--sender-email", "")
        shown = self.json("outbox", "show", self.reply_with("Hej"))
        self.assertEqual((shown["kind"], shown["address"]), ("task", None))

    def test_reply__protected_is_a_task_that_names_nobody(self):
        self.edit("--protected", "yes")
        number = self.reply_with("Kim Berg, vi ringer.")
        shown = self.run_program("outbox", "show", number).out
        self.assertNotIn("Kim", shown)
        self.assertNotIn("kim@example.org", shown)
        self.assertEqual(self.json("outbox", "show", number)["kind"], "task")

    def test_reply__refusals(self):
        self.refuse("request", "reply", ASKED, code=USAGE)
        self.refuse("request", "reply", "4711", "--template", "ptu", code=FAILED)
        self.refuse("request", "reply", ASKED, "--template", "finns inte", code=FAILED)
        self.refuse("request", "reply", ASKED, "--text", self.path("none"), code=NO_INPUT)
        self.refuse_reply(text=" \n", code=BAD_DATA)
        self.run_program("request", "state", ASKED, "quarantined")
        self.assertIn("quarantine", self.refuse_reply())
        self.refuse("--readonly", "request", "reply", ASKED, "--template", "ptu", code=77)

    def test_reply__no_name_of_another_leaves(self):
        name = self.json("participant", "show", "3")
        told = self.refuse_reply(text=f"{name['given_name']} {name['family_name']} vet.")
        self.assertNotIn(name["family_name"], told)
        self.assertEqual(self.request()["status"], "new")
        number = self.reply_with(f"{name['given_name']} {name['family_name']} vet.",
                                 "--allow", "har själv bett om det")
        self.assertIn("har själv bett om det", self.run_program("history").out)
        self.assertEqual(self.json("outbox", "send", number, "--dry-run")["sent"], 1)

    def test_reply__a_personal_number_is_stopped_and_masked_for_a_reason(self):
        text = "Ditt nummer 19121212-1212 behövs inte."
        self.assertNotIn("1212-1212", self.refuse_reply(text=text))
        number = self.reply_with(text, "--allow", "hennes eget")
        self.assertIn("121212-****", self.json("outbox", "show", number)["body"])

    def test_reply__no_reason_lets_a_placeholder_go(self):
        self.refuse_reply("--allow", "ändå", text="Hej {{namnet}}")


if __name__ == "__main__":
    main()
