#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What has changed leaves the house: the web text, the calendar files, the letters, the ledger."""

import html.parser
import os
import re

from program import FAILED, NO_PERMISSION, SOURCE_ROOT, USAGE, Case, main

OCTOBER = "traff-2023-10-17-digital.ics"

# Every fact of the public page, in its order, as words that must stand in the text. Hyphens and
# full stops are as the program writes them.
FACTS = """
Förtroendevaldas trygghet och säkerhet, professionsnätverk
Publicerad 19 september 2023
SKR bjuder in till ett professionsnätverk under 2023-2024 där du som tjänsteperson i en kommun
erfarenhetsutbyte med andra.
SKR arbetar med att stärka de förtroendevaldas förutsättningar
förebyggande arbetet med hot och hat mot förtroendevalda.
Anmälan
Anmälan till nätverket sker löpande. Välkommen.
Anmälan professionsnätverk
Nätverkets innehåll
Aktuell forskning
Kunskap om systematiskt arbetssätt – vad behöver kommunen och regionen
Vikten av att tydliggöra ansvar för de förtroendevaldas trygghet och säkerhet
Erfarenhetsutbyte med deltagande kommuner och regioner
Handfasta tips
Målgrupp
Tjänstepersoner i kommuner och regioner som arbetar med förtroendevaldas trygghet och säkerhet.
Kostnad
1 200 kronor per person. Vid fysiska träffar står deltagarna för resa och eventuell logi, SKR
Tid och plats för planerade träffar
Nätverket startar september 2023 och pågår i ett år.
Träff 26 september 2023
Fysiskt möte i Stockholm.
Tema förmiddag: Nätverkets deltagare och former.
Tema eftermiddag: Brott mot demokratin.
Samverkan på lokal nivå mellan kommun, region och polisregioner. Kommunpoliser medverkar.
Träff 17 oktober 2023
Digitalt möte 1–2 timmar.
Tema: Bestäms gemensamt den 26 september
Träff 14 november 2023
Digitalt möte 2 timmar.
Tema: PTU 2023.
webbinarium om Politikernas trygghetsundersökning (PTU 2023)
I anmälan till nätverket ingår anmälan till webbinariet.
ördjupad dialog och frågor inom nätverket.
Digitala träffar 2024
Information uppdateras under hösten 2023.
Halvdagsseminarium, digitalt.
Två digitala webbsändningar under 1–2 timmar.
Fakta och bakgrund
Tonen i det demokratiska samtalet hårdnar
Under 2020 utsattes var fjärde förtroendevald
var tredje har censurerat sig själv
Risken att utsättas är dessutom större för kvinnor och unga
hur synlig i det offentliga någon är.
Informationsansvarig
Anna-Lena Pogulis
Utvecklingsledare
Ulrika Stöök
Handläggare
Kontakta oss
Kontaktformulär SKR
Verifiering * (obligatorisk)
Vi kontrollerar att du är en människa och inte en robot.
"""


class Words(html.parser.HTMLParser):
    """The text of a page, and whether every element that is opened is closed."""

    def __init__(self):
        super().__init__()
        self.words, self.open, self.seen = [], [], []

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.words.append(data)


class WebText(Case):
    def text(self, form="markdown"):
        return self.run_program("network", "webtext", "--format", form).out

    def assert_facts(self, text):
        at = 0
        for fact in FACTS.strip().splitlines():
            found = text.find(fact, at)
            self.assertGreaterEqual(found, 0, f"“{fact}” does not stand after\n{text[:at]}")
            at = found

    def test_every_fact_of_the_page(self):
        self.assert_facts(re.sub(r"\\(.)", r"\1", self.text()))
        self.assert_facts(self.text("text"))
        page = Words()
        page.feed(self.text("html"))
        self.assertEqual(page.open, [])
        self.assertEqual(page.seen.count("h1"), 1)
        self.assertNotIn("table", page.seen)
        self.assert_facts("".join(page.words))

    def test_golden(self):
        folder = os.path.join(SOURCE_ROOT, "tests", "cli", "webtext")
        for form, name in (("markdown", "page.md"), ("text", "page.txt"), ("html", "page.html")):
            path = os.path.join(folder, name)
            if os.environ.get("TRAFFPUNKT_UPDATE"):
                os.makedirs(folder, exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(self.text(form))
            with open(path, encoding="utf-8") as file:
                self.assertEqual(self.text(form), file.read(), name)

    def test_the_language_of_the_screen_is_not_that_of_the_page(self):
        english = self.run_program("--lang", "en", "network", "webtext").out
        swedish = self.run_program("--lang", "sv", "network", "webtext").out
        self.assertEqual(english, swedish)

    def test_diff_until_marked(self):
        def diff():
            result = self.run_program("network", "webtext", "--diff", env={"TRAFFPUNKT_NOW": now})
            lines = result.out.splitlines()[2:]  # without the names of the two
            return [line for line in lines if line[0] in "-+"]

        now = "2023-09-26T15:20"
        self.assertEqual(diff(), [])
        self.run_program("theme", "decide", "2", "Samverkan")
        self.assertEqual(
            diff(), ["-- Tema: Bestäms gemensamt den 26 september.", "+- Tema: Samverkan."])
        self.run_program("network", "publish-mark", env={"TRAFFPUNKT_NOW": now})
        self.assertEqual(diff(), [])
        self.assertIn("Publicerad 26 september 2023", self.text())

    def test_files_and_options(self):
        path = self.path("page.html")
        self.run_program("network", "webtext", "--format", "html", "--out", path)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), self.text("html"))
        self.refuse("network", "webtext", "--format", "pdf", code=USAGE)
        self.refuse("--readonly", "network", "publish-mark", code=NO_PERMISSION)
        self.assertIn("Målgrupp", self.json("network", "webtext")["text"])


class Publish(Case):
    def setUp(self):
        super().setUp()
        self.out = self.path("out")
        self.run_program("meeting", "export", "2", "--out", self.out)
        self.run_program("meeting", "delivered", "2", "2", "3")
        self.run_program("theme", "decide", "2", "Samverkan")

    def publish(self, *arguments, **options):
        return self.run_program("meeting", "publish", *arguments, **options)

    def test_dry_run_tells_and_does_nothing(self):
        plan = self.json("meeting", "publish", "--all", "--dry-run")
        (meeting,) = plan["meetings"]
        self.assertEqual((meeting["meeting_id"], meeting["sequence"], meeting["new"]), (2, 1, True))
        self.assertEqual((meeting["updates"], meeting["without"]), (2, 15))
        title = [change for change in meeting["changes"] if change["what"] == "Title"]
        self.assertTrue(title[0]["old"].endswith("tema bestäms 26 sep"))
        self.assertTrue(title[0]["new"].endswith(": Samverkan"))
        self.assertTrue(plan["web"]["changed"])
        self.assertEqual(self.json("meeting", "show", "2")["sequence"], 0)
        self.run_program("--readonly", "meeting", "publish", "--all", "--dry-run")
        told = self.publish("2", "--dry-run").out
        self.assertIn("\n  - Title: Nätverksträff (digital): tema bestäms 26 sep\n", told)

    def test_publish(self):
        done = self.json("meeting", "publish", "2", "--out", self.out)
        self.assertEqual(done["files"], [os.path.join(self.out, OCTOBER)])
        self.assertEqual((done["letters"], done["web"]), (2, True))
        with open(os.path.join(self.out, OCTOBER), encoding="utf-8") as file:
            self.assertIn("SEQUENCE:1\n", file.read())
        drafts = self.json("outbox", "list")
        self.assertEqual(
            sorted(draft["participant_id"] for draft in drafts if draft["reason"] == "update"),
            [2, 3])
        self.refuse("meeting", "publish", "--all", "--out", self.out, code=FAILED)

    def feed(self, vdir):
        file = self.path("natverk.ics")
        self.write("config/traffpunkt/config.ini", f"[calendar]\nvdir = {vdir}\nfeed = {file}\n")
        return file

    def test_what_others_subscribe_to_follows(self):
        vdir = self.path("vdir")
        feed = self.feed(vdir)
        done = self.json("meeting", "publish", "2", "--out", self.out)
        self.assertEqual((done["feeds"]["any"], done["feeds"]["problem"]), (True, None))
        self.assertEqual(done["feeds"]["written"], 2)  # the one that is published, the file of all
        uid = self.json("meeting", "show", "2")["uid"]
        for path in (feed, os.path.join(vdir, f"{uid}.ics")):
            with open(path, encoding="utf-8") as file:
                self.assertIn("SUMMARY:Nätverksträff (digital): Samverkan", file.read(), path)
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        told = self.publish("2", "--out", self.out).out
        self.assertIn("What others subscribe to is in step: 2 written, 0 removed.", told)

    def test_published_though_the_feed_cannot_be_written(self):
        self.write("vdir", "a file where the folder should be")
        self.feed(self.path("vdir"))
        result = self.publish("2", "--out", self.out)
        self.assertIn("What others subscribe to is not in step: ", result.err)
        self.assertEqual(self.json("meeting", "show", "2")["sequence"], 1)

    def test_what_is_not_true_any_more_is_told(self):
        self.publish("2", "--out", self.out)
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        told = self.publish("2", "--dry-run").out
        self.assertIn("  2 letters that wait are not true any more and are discarded\n", told)
        self.assertIn(
            "\n2 letters discarded: not true any more\n", self.publish("2", "--out", self.out).out)

    def test_parts_can_be_left_out(self):
        done = self.json("meeting", "publish", "2", "--no-files", "--no-mail")
        self.assertEqual((done["files"], done["letters"], done["web"]), ([], 0, True))
        self.assertEqual(self.json("meeting", "show", "2")["sequence"], 0)
        done = self.json("meeting", "publish", "2", "--no-files", "--no-web", "--to-new")
        self.assertEqual((done["letters"] + done["tasks"], done["web"]), (17, False))

    def test_what_must_be_said(self):
        self.refuse("meeting", "publish", "--out", self.out, code=USAGE)
        self.refuse("meeting", "publish", "2", "--all", "--out", self.out, code=USAGE)
        self.refuse("meeting", "publish", "2", code=USAGE)
        self.refuse("--readonly", "meeting", "publish", "2", "--out", self.out, code=NO_PERMISSION)

    def test_ledger(self):
        self.run_program("meeting", "export", "2", "--out", self.out)
        people = {row["participant_id"]: row for row in self.json("meeting", "recipients", "2")}
        self.assertEqual((people[2]["sequence"], people[2]["needs"]), (0, "update"))
        self.assertEqual((people[1]["sequence"], people[1]["needs"]), (None, "file"))
        self.assertIsNone(people[16]["email"])
        self.run_program("meeting", "delivered", "2", "2")
        lacking = self.json("meeting", "recipients", "2", "--lacking")
        self.assertNotIn(2, [row["participant_id"] for row in lacking])
        for term in ("lacks:file", "saknar:fil", "missing:file"):
            rows = self.json("participant", "list", "--filter", term)
            self.assertEqual(len(rows), len(lacking), term)
        self.refuse("meeting", "delivered", "2", "2", "--sequence", "7", code=FAILED)
        self.refuse("meeting", "delivered", "2", "2", "--sequence", "x", code=USAGE)

    def test_undo_of_what_people_have(self):
        self.run_program("meeting", "export", "2", "--out", self.out)
        self.run_program("meeting", "delivered", "2", "2", "3")
        result = self.refuse("undo", code=FAILED)
        self.assertIn("2 people have version 1 already", result.err)

    def test_remind(self):
        early = self.refuse("meeting", "remind", "2", code=FAILED)
        self.assertIn("is due yet: the first is 14 days before it.", early.err)
        told = self.json("meeting", "remind", "2", "--days", "30", "--dry-run")
        self.assertEqual(told["letters"] + told["tasks"], 18)
        done = self.json("meeting", "remind", "2", env={"TRAFFPUNKT_NOW": "2023-10-03T08:00"})
        self.assertEqual((done["days"], done["letters"] + done["tasks"]), (14, 18))
        again = self.json("meeting", "remind", "2", env={"TRAFFPUNKT_NOW": "2023-10-03T08:00"})
        self.assertEqual((again["letters"] + again["tasks"], again["reminded"]), (0, 18))
        self.refuse("meeting", "remind", "2", "--days", "x", code=USAGE)

    def test_reminders_of_the_settings(self):
        def settle(text):
            self.write("config/traffpunkt/config.ini", f"[calendar]\nreminders = {text}\n")

        settle("7,1")
        late = {"TRAFFPUNKT_NOW": "2023-10-11T08:00"}
        self.assertEqual(
            self.json("meeting", "remind", "2", "--dry-run", env=late)["days"], 7)
        settle("-")
        none = self.refuse("meeting", "remind", "2", "--dry-run", code=FAILED, env=late)
        self.assertIn("The settings ask for no reminders", none.err)
        settle("snart")
        self.assertIn("14,2,0", self.run_program("meeting", "list", code=65).err)


if __name__ == "__main__":
    main()
