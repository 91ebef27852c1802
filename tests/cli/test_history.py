#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: what has happened, taking it back and doing it again, over many processes."""

from program import FAILED, USAGE, Case, main


class History(Case):
    def test_action__tells_who_when_what_and_each_change(self):
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        action = self.json("history", "--limit", "1")[0]
        for key in ("id", "at", "who", "kind", "title", "undone", "changes"):
            self.assertIn(key, action)
        self.assertEqual(action["at"], "2023-09-19T08:30:00+02:00")
        self.assertEqual((action["kind"], action["undone"]), ("change", False))
        changes = {at["field"]: (at["before"], at["after"]) for at in action["changes"]}
        self.assertEqual(changes["start"], (None, "10:00"))
        self.assertEqual(changes["end"], (None, "12:00"))
        self.assertEqual({(at["entity"], at["id"]) for at in action["changes"]}, {("meeting", 2)})

    def test_entity__shows_its_own_actions_only(self):
        self.run_program("participant", "edit", "3", "--title", "Ny")
        self.run_program("participant", "edit", "4", "--title", "Ny")
        self.run_program("meeting", "edit", "2", "--start", "10")
        for entity, count in (("participant:3", 1), ("participant", 2), ("meeting:2", 1)):
            actions = [
                at for at in self.json("history", "--entity", entity) if at["kind"] == "change"
            ]
            self.assertEqual(len(actions), count, entity)
        self.refuse("history", "--entity", "shoe", code=USAGE)

    def test_limit__goes_over_pages(self):
        for number in range(6):
            self.run_program("participant", "edit", "3", "--title", f"Titel {number}")
        whole = self.json("history", "--limit", "500")
        self.assertEqual([at["id"] for at in self.json("history", "--limit", "4")],
                         [at["id"] for at in whole][:4])  # fmt: skip
        self.assertEqual(sorted((at["id"] for at in whole), reverse=True),
                         [at["id"] for at in whole])  # fmt: skip

    def test_text__of_a_great_change_is_cut_and_json_whole(self):
        out = self.run_program("history").out
        self.assertRegex(out, r"(?m)^      … and \d+ more rows$")
        changes = self.json("history")[0]["changes"]
        self.assertGreater(len({(at["entity"], at["id"]) for at in changes}), 40)

    def test_text__has_a_line_for_each_change(self):
        self.run_program("participant", "edit", "3", "--title", "Samordnare")
        out = self.run_program("history", "--limit", "1").out
        self.assertIn("→ Samordnare", out)


class Undo(Case):
    def title(self):
        return self.json("participant", "show", "3")["title"]

    def test_undo_and_redo__live_on_between_processes(self):
        first = self.title()
        self.run_program("participant", "edit", "3", "--title", "Ett")
        self.run_program("participant", "edit", "3", "--title", "Två")
        self.run_program("undo")
        self.assertEqual(self.title(), "Ett")
        self.run_program("undo")
        self.assertEqual(self.title(), first)
        self.run_program("redo")
        self.assertEqual(self.title(), "Ett")
        answer = self.json("redo")
        self.assertIn("Done again", answer["said"])
        self.assertEqual(self.title(), "Två")
        self.refuse("redo", code=FAILED)

    def test_undo__takes_several_steps(self):
        first = self.title()
        for title in ("Ett", "Två", "Tre"):
            self.run_program("participant", "edit", "3", "--title", title)
        self.run_program("undo", "2")
        self.assertEqual(self.title(), "Ett")
        self.run_program("redo", "2")
        self.assertEqual(self.title(), "Tre")
        self.run_program("undo", "3")
        self.assertEqual(self.title(), first)
        for wrong in ("0", "x", "-1", "1.5"):
            self.run_program("undo", wrong, code=USAGE)

    def test_undo__of_an_added_record_takes_it_away(self):
        number = self.run_program("participant", "add", "--family-name", "Ny").out.strip()
        self.run_program("undo")
        self.refuse("participant", "show", number, code=FAILED)
        self.run_program("redo")
        self.assertEqual(self.json("participant", "show", number)["family_name"], "Ny")

    def test_undo__does_not_take_back_the_network_itself(self):
        self.refuse("undo", code=FAILED)
        self.assertEqual(len(self.json("meeting", "list")), 6)

    def test_redo__is_gone_after_a_new_change(self):
        self.run_program("participant", "edit", "3", "--title", "Ett")
        self.run_program("undo")
        self.run_program("participant", "edit", "3", "--phone", "08-123")
        self.refuse("redo", code=FAILED)

    def test_action__that_was_taken_back_says_so(self):
        self.run_program("participant", "edit", "3", "--title", "Ett")
        self.run_program("undo")
        undo, change = self.json("history", "--limit", "2")
        self.assertEqual((undo["kind"], undo["undone"]), ("undo", False))
        self.assertEqual((change["kind"], change["undone"]), ("change", True))
        self.assertIn("taken back", self.run_program("history", "--limit", "2").out)

    def test_bulk_change__is_one_step(self):
        numbers = [str(at["id"]) for at in self.json("request", "list")][:4]
        before = self.json("request", "list", "--all")
        self.run_program("request", "close", *numbers)
        self.run_program("undo")
        after = self.json("request", "list", "--all")
        for old, new in zip(before, after):
            old.pop("updated_at"), new.pop("updated_at")
        self.assertEqual(after, before)

    def test_undo__of_an_exported_change_warns(self):
        out = self.path("out")
        self.run_program("meeting", "edit", "2", "--start", "10-12")
        self.run_program("meeting", "export", "2", "--out", out)
        said = self.run_program("undo").out
        self.assertIn("Publish again", said)


if __name__ == "__main__":
    main()
