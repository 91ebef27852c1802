#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who takes part: organisations, the target group, twins, merging, tags, views and the rules."""

from program import BAD_DATA, FAILED, USAGE, Case, main

# What people type, and the code that is chosen; None asks a person (D15).
CONFUSABLES = (
    ("Håbo", "0305"),
    ("Habo", "0643"),
    ("HABO KOMMUN", "0643"),
    ("Haabo", None),
    ("Örebro", None),
    ("Orebro", None),
    ("Örebro kommun", "1880"),
    ("Region Örebro län", "18"),
    ("Kalmar", None),
    ("Uppsala", None),
    ("Stockholm", None),
    ("Stockholms stad", "0180"),
    ("Region Stockholm", "01"),
    ("Jönköping", None),
    ("Gotland", "0980"),
    ("Region Gotland", "0980"),
    ("Växjö", "0780"),
    ("Vaxjo", None),
    ("Goteborg", None),
    ("Göteborg", "1480"),
    ("Malmo", None),
    ("Lnud", None),
    ("VGR", "14"),
)


class Organisations(Case):
    def test_confusables__none_is_chosen_in_silence(self):
        for text, code in CONFUSABLES:
            with self.subTest(text):
                number = self.run_program(
                    "participant", "add", "--family-name", "Ny", "--organisation", text
                ).out.strip()
                person = self.json("participant", "show", number)
                self.assertEqual(person["organisation"], text)
                self.assertEqual(person["organisation_code"], code)
                self.assertEqual(person["status"], "received" if code else "review")


class TargetGroup(Case):
    def test_admit__takes_a_reason_and_keeps_it(self):
        refused = self.refuse("participant", "admit", "20", code=BAD_DATA)
        self.assertIn("MG-1", refused.err)
        self.run_program("participant", "admit", "20", "--reason", "Uppdrag åt Lund")
        person = self.json("participant", "show", "20")
        self.assertEqual(person["eligibility"], "outside")
        self.assertEqual(person["eligibility_reason"], "Uppdrag åt Lund")
        self.run_program("check")

    def test_address__the_other_is_named(self):
        refused = self.refuse(
            "participant", "add", "--email", "PER.hakansson@habo.example", code=FAILED
        )
        self.assertIn("Per Håkansson (no. 2)", refused.err)

    def test_why__rules_and_rows(self):
        told = self.json("participant", "why", "20")
        self.assertEqual(told["rules"][0]["rule"], "MG-1")
        self.assertIn("PL-2", [line["rule"] for line in told["rules"]])
        self.assertIn("KO-4", self.run_program("participant", "why", "20").out)
        self.assertIn("municipality", self.run_program("participant", "why", "MG-1").out)
        self.refuse("participant", "why", "XX-1", code=FAILED)


class Twins(Case):
    def add(self, *options):
        return int(self.run_program("participant", "add", *options).out)

    def test_duplicates__listed_judged_and_undone(self):
        self.assertEqual(self.json("participant", "duplicates"), [])
        number = self.add("--email", "per.hakansson+x@habo.example")
        (pair,) = self.json("participant", "duplicates")
        self.assertEqual((pair["first"], pair["second"]), (2, number))
        self.assertFalse(pair["exact"])
        self.run_program("participant", "distinct", str(number), "2")
        self.assertEqual(self.json("participant", "duplicates"), [])
        self.run_program("undo")
        self.assertEqual(len(self.json("participant", "duplicates")), 1)

    def test_merge__takes_what_is_named_and_undoes(self):
        number = str(self.add("--given-name", "Pelle", "--phone", "08-1", "--note", "ny"))
        before = self.json("participant", "list", "--all")
        self.run_program("participant", "merge", "2", number, "--take", "given-name")
        person = self.json("participant", "show", "2")
        self.assertEqual(person["given_name"], "Pelle")
        self.assertEqual(person["phone"], "070-174 06 06")  # not named: it stays
        self.assertEqual(person["note"], "ny")  # only the other knew it
        gone = self.json("participant", "show", number)
        self.assertEqual((gone["status"], gone["merged_into_id"]), ("merged", 2))
        self.refuse("participant", "merge", "2", number, code=FAILED)
        self.refuse("participant", "merge", "2", "3", "--take", "status", code=USAGE)
        self.run_program("undo")
        after = self.json("participant", "list", "--all")
        for record in before + after:
            record.pop("updated_at", None)
        self.assertEqual(before, after)
        self.run_program("check")


class Lists(Case):
    def ids(self, terms, *more):
        return [row["id"] for row in self.json("participant", "list", "--filter", terms, *more)]

    def test_tags__added_removed_and_filtered_whole(self):
        self.run_program("participant", "tag", "1", "2", "3", "ny inbjuden")
        self.run_program("participant", "tag", "2", "ny -inbjuden", code=0)
        self.run_program("participant", "tag", "4", "nyare")
        self.assertEqual(self.json("participant", "show", "1")["tags"], "inbjuden, ny")
        self.assertCountEqual(self.ids("tag:ny"), [1, 2, 3])
        self.assertCountEqual(self.ids("tagg:ny -tagg:inbjuden"), [2])
        self.run_program("undo")
        self.run_program("undo")
        self.assertCountEqual(self.ids("tag:inbjuden"), [1, 2, 3])
        self.refuse("participant", "tag", "1", "ny -ny", code=BAD_DATA)

    def test_filter__one_sentence_for_what_it_does_not_know(self):
        for terms, said in (
            ("foo:bar", "foo:"),
            ('lund "abc', "quotation"),
            ("kommun:luxor", "luxor"),
            ("träff:99", "99"),
            ("saknar:allt", "reference, number"),
            ("målgrupp:foo", "within"),
            ("given_name:åsa", "given_name"),
        ):
            with self.subTest(terms):
                refused = self.refuse("participant", "list", "--filter", terms, code=BAD_DATA)
                self.assertIn(said, refused.err)
        self.assertEqual(self.ids("10:30"), [])
        self.assertEqual(self.ids("kommun:habo"), [2])
        self.assertEqual(self.ids("kommun:håbo"), [3])

    def test_views__counted_kept_and_deleted(self):
        views = {view["token"]: view for view in self.json("view", "list")}
        self.assertEqual(views["review"]["count"], 2)
        self.assertEqual(views["protected"]["count"], 1)
        number = self.json("view", "add", "Skåningar", "län:skåne")["id"]
        own = self.json("view", "list", "--of", "participant")[-1]
        self.assertEqual((own["id"], own["name"], own["count"]), (number, "Skåningar", 4))
        self.refuse("view", "add", "skåningar", "lund", code=FAILED)
        self.refuse("view", "add", "x", "foo:bar", code=BAD_DATA)
        self.refuse("view", "list", "--of", "x", code=USAGE)
        self.refuse("view", "delete", "nope", code=FAILED)
        self.run_program("view", "rename", "Skåningar", "Från Skåne")
        self.refuse("view", "delete", "Skåningar", code=FAILED)
        self.run_program("view", "rename", "Från Skåne", "Skåningar")
        self.run_program("view", "delete", "Skåningar")
        self.run_program("undo")
        self.assertEqual(self.json("view", "list", "--of", "participant")[-1]["id"], number)


if __name__ == "__main__":
    main()
