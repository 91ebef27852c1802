/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The health of the database: its file, its references, its journal, its promises. */
#include "store/check.h"

#include <dirent.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/delivery.h"
#include "model/disclosure.h"
#include "model/draft.h"
#include "model/invoice.h"
#include "model/meeting.h"
#include "model/need.h"
#include "model/network.h"
#include "model/participant.h"
#include "model/reply.h"
#include "model/request.h"
#include "model/webinar.h"
#include "store/erase.h"
#include "store/place.h"
#include "store/row.h"

void findings_add(struct findings *findings, const char *rule, char *text)
{
	findings->items = xreallocarray(
		findings->items, findings->count + 1, sizeof(*findings->items));
	findings->items[findings->count++] = (struct finding){xstrdup(rule), text};
}

void findings_note(struct findings *findings, const char *rule, char *text)
{
	findings->notes = xreallocarray(
		findings->notes, findings->note_count + 1, sizeof(*findings->notes));
	findings->notes[findings->note_count++] = (struct finding){xstrdup(rule), text};
}

void findings_finish(struct findings *findings)
{
	for (size_t i = 0; i < findings->note_count; i++) {
		free(findings->notes[i].rule);
		free(findings->notes[i].text);
	}
	free(findings->notes);
	for (size_t i = 0; i < findings->count; i++) {
		free(findings->items[i].rule);
		free(findings->items[i].text);
	}
	free(findings->items);
	*findings = (struct findings){0};
}

char *check_name(struct store *store, const struct entity *entity, int64_t id)
{
	struct error ignored = {0};
	bool found = false;
	void *record = record_create(entity);
	char *title = row_read(store, entity, id, record, &found, &ignored) && found
			      ? entity->title(record)
			      : xstrdup("");
	char *name = *title ? xasprintf(_("%s “%s” (no. %lld)"), _(entity->label), title,
				      (long long)id)
			    : xasprintf(_("%s no. %lld"), _(entity->label), (long long)id);
	error_finish(&ignored);
	record_destroy(entity, record);
	free(title);
	return name;
}

/* ---- the file ---- */

static void tell_fault(void *context, const char *detail)
{
	findings_add(
		context, "integrity", xasprintf(_("The database file is damaged: %s"), detail));
}

static void tell_dangling(void *context, const struct dangling *dangling)
{
	findings_add(context, "foreign-keys",
		xasprintf(_("Row %lld of %s refers to a row of %s that is not there."),
			(long long)dangling->row, dangling->table, dangling->target));
}

static void check_mode(const char *path, struct findings *findings)
{
	struct stat status;
	if (!lstat(path, &status) && S_ISREG(status.st_mode) && place_mode_is_open(status.st_mode))
		findings_add(findings, "36",
			xasprintf(
				_("Others may read %s; close it with: chmod 600 %s"), path, path));
}

/* The database, its log files and the copies beside it: all of them begin with its name. */
static void check_modes(struct store *store, struct findings *findings)
{
	char *copy = xstrdup(store->real);
	const char *folder = dirname(copy);
	const char *name = strrchr(store->real, '/') + 1;
	DIR *directory = opendir(folder);
	struct dirent *entry;
	while (directory && (entry = readdir(directory))) {
		if (strncmp(entry->d_name, name, strlen(name)) != 0)
			continue;
		char *path = xasprintf("%s/%s", folder, entry->d_name);
		check_mode(path, findings);
		free(path);
	}
	if (directory)
		closedir(directory);
	free(copy);
}

/* ---- the guards in the schema ---- */

static void check_triggers(struct store *store, struct findings *findings)
{
	static const struct {
		const char *rule;
		const char *name;
	} guards[] = {
		{"1", "meeting_uid_is_kept"},
		{"2", "meeting_sequence_never_falls"},
		{"2", "release_is_kept"},
		{"3", "meeting_is_confirmed_whole"},
		{"3", "meeting_begins_confirmed_whole"},
		{"4", "release_has_a_date"},
		{"7", "meeting_is_cancelled_for_a_reason"},
		{"7", "meeting_begins_cancelled_for_a_reason"},
		{"10", "delivery_is_not_for_latecomers"},
		{"12", "attendance_is_of_a_day"},
		{"12", "attendance_begins_on_a_day"},
		{"14", "need_is_of_a_meeting_in_person"},
		{"17", "request_goes_step_by_step"},
		{"18", "request_merges_into_the_living"},
		{"8", "participant_address_is_single"},
		{"8", "participant_address_stays_single"},
		{"24", "invoice_item_is_kept"},
		{"24", "invoice_item_is_locked"},
		{"24", "invoice_batch_is_kept"},
		{"24", "invoice_batch_is_locked"},
		{"33", "action_row_is_kept"},
		{"33", "action_is_kept"},
		{"33", "action_title_is_kept"},
		{"33", "action_is_not_removed"},
		{"33", "action_row_is_not_removed"},
		{"33", "access_is_kept"},
		{"33", "access_is_not_removed"},
		{"33", "retention_run_is_kept"},
		{"15", "need_is_not_noted"},
		{"15", "need_is_not_asked"},
		{"15", "need_is_not_planned"},
		{"15", "need_is_not_minuted"},
	};
	for (size_t i = 0; i < sizeof(guards) / sizeof(*guards); i++) {
		if (!engine_has_object(store->engine, guards[i].name))
			findings_add(findings, guards[i].rule,
				xasprintf(_("The guard “%s” has been taken out of the database."),
					guards[i].name));
	}
}

/* ---- journal and ledger ---- */

/* A promise that one query can see broken: it gives the ids of the rows. */
struct promise {
	const char *rule;
	const struct entity *entity;
	const char *sql;
	const char *sentence; /* msgid, with one %s for the name of the row */
};

static const struct promise promises[] = {
	/* By the day it was written last: a day that has come is no rest. */
	{"21", &request_entity,
		"SELECT id FROM request WHERE urgent = 1 AND snooze_until >"
		" date(updated_at, 'unixepoch', 'localtime', '+1 day')",
		N_("%s is urgent and rests for more than a day.")},
	{"tally", &network_entity,
		"SELECT network_id FROM tally AS kept WHERE amount <> CASE entity"
		" WHEN 'participant' THEN (SELECT count(*) FROM participant AS p"
		" WHERE p.network_id = kept.network_id AND p.status = kept.status)"
		" WHEN 'meeting' THEN (SELECT count(*) FROM meeting AS m"
		" WHERE m.network_id = kept.network_id AND m.status = kept.status)"
		" WHEN 'invoice_item' THEN (SELECT count(*) FROM invoice_item AS i"
		" WHERE i.network_id = kept.network_id AND i.status = kept.status)"
		" ELSE (SELECT count(*) FROM request AS r"
		" WHERE r.network_id = kept.network_id AND r.status = kept.status) END",
		N_("%s has a count of states that does not agree with its rows.")},
	{"2", &meeting_entity,
		"SELECT meeting.id FROM meeting JOIN release ON release.meeting_id = meeting.id"
		" GROUP BY meeting.id"
		" HAVING max(release.sequence) > coalesce(max(meeting.sequence), -1)",
		N_("%s has released a later calendar file than it knows of.")},
	{"4", &meeting_entity,
		"SELECT id FROM meeting WHERE date IS NULL"
		" AND EXISTS (SELECT 1 FROM release WHERE meeting_id = meeting.id)",
		N_("%s has a calendar file out in the world, but no date.")},
	{"6", &meeting_entity,
		"SELECT id FROM meeting WHERE theme_status = 'decided' AND theme_decided_on IS NULL"
		" AND theme_decided_at_id IS NULL AND EXISTS (SELECT 1 FROM resolution LEFT JOIN "
		"poll ON poll.id = "
		"resolution.poll_id"
		" WHERE about_id = meeting.id AND source = 'decision'"
		" AND coalesce(poll.subject, 'theme') = 'theme')",
		N_("%s has a theme that was decided here, without the day of it.")},
	{"10", &draft_entity,
		"SELECT draft.id FROM draft JOIN participant ON participant.id = "
		"draft.participant_id"
		" JOIN meeting ON meeting.id = draft.meeting_id"
		" WHERE draft.reason IN ('file', 'link', 'invitation') AND draft.status = 'draft'"
		" AND meeting.date < participant.admitted_on",
		N_("%s is about a meeting before the person was admitted.")},
	/* Who was admitted later, or a meeting that was moved earlier, is no fault of the delivery.
	 */
	{"10", &delivery_entity,
		"SELECT delivery.id FROM delivery"
		" JOIN participant ON participant.id = participant_id"
		" JOIN meeting ON meeting.id = meeting_id"
		" WHERE meeting.date < participant.admitted_on AND NOT EXISTS ("
		"SELECT 1 FROM action_row JOIN action ON action.id = action_id"
		" WHERE action.at >= delivered_at AND ((entity = 'meeting'"
		" AND row_id = delivery.meeting_id"
		" AND before ->> 'date' IS NOT after ->> 'date')"
		" OR (entity = 'participant' AND row_id = delivery.participant_id"
		" AND before ->> 'admitted_on' IS NOT after ->> 'admitted_on')))",
		N_("%s is of a meeting before the person was admitted.")},
	{"11", &webinar_entry_entity,
		"SELECT id FROM webinar_entry AS entry WHERE change = coalesce((SELECT change"
		" FROM webinar_entry AS former WHERE former.meeting_id = entry.meeting_id"
		" AND former.participant_id = entry.participant_id AND former.id < entry.id"
		" ORDER BY former.id DESC LIMIT 1), 'withdrawn') AND NOT EXISTS"
		" (SELECT 1 FROM participant WHERE merged_into_id = entry.participant_id)",
		N_("%s was handed over to a webinar, or taken off it, twice.")},
	{"11", &webinar_entry_entity,
		"SELECT webinar_entry.id FROM webinar_entry LEFT JOIN disclosure"
		" ON disclosure.id = disclosure_id"
		" WHERE way = 'list' AND purpose IS NOT 'webinar'",
		N_("%s stands in a webinar's list that is not among the disclosures.")},
	{"16", &draft_entity,
		"SELECT draft.id FROM draft JOIN participant ON participant.id = "
		"draft.participant_id"
		" WHERE participant.protected = 1 AND (draft.protected = 0"
		" OR (draft.status = 'draft' AND (draft.kind = 'mail'"
		" OR draft.address IS NOT NULL)))",
		N_("%s is addressed to a protected person.")},
	{"16", &reply_entity,
		"SELECT reply.id FROM reply JOIN participant ON participant.id = "
		"reply.participant_id"
		" WHERE participant.protected = 1 AND (reply.protected = 0"
		" OR coalesce(source, message_id, attendee, sender, comment, delegated_to)"
		" IS NOT NULL)",
		N_("%s tells who a protected person is.")},
	{"PL-4", &draft_entity,
		"SELECT draft.id FROM draft JOIN participant ON participant.id = "
		"draft.participant_id"
		" WHERE draft.reason = 'link' AND draft.status = 'draft'"
		" AND (participant.callback = 'failed'"
		" OR (participant.eligibility <> 'within' AND participant.callback IS NULL))",
		N_("%s holds a link for someone who has not been called back.")},
	{"14", &special_need_entity,
		"SELECT special_need.id FROM special_need JOIN meeting ON meeting.id = meeting_id"
		" WHERE meeting.kind = 'digital' OR (date IS NOT NULL AND delete_after IS NULL)",
		N_("%s is of a digital meeting, or has no last day though its meeting has one.")},
	{"14", &special_need_entity,
		"SELECT special_need.id FROM special_need JOIN meeting ON meeting.id = meeting_id"
		" WHERE delete_after > date(date, '+' || coalesce((SELECT days FROM retention_rule"
		" WHERE class = 'need'), 7) || ' days')",
		N_("%s is kept longer after its meeting than the rule says.")},
	{"15", &special_need_entity,
		"SELECT special_need.id FROM special_need"
		" JOIN participant ON participant.id = participant_id"
		" WHERE length(text) >= 4 AND instr(lower(coalesce(note, '') || ' '"
		" || coalesce(tags, '') || ' ' || search), lower(text)) > 0",
		N_("%s says what stands in another text of the participant as well.")},
	{"29", &participant_entity, "SELECT id FROM erasure_in_progress",
		N_("%s: an erasure was begun and not ended.")},
	{"8", &participant_entity,
		"SELECT max(id) FROM participant"
		" WHERE status IN ('received', 'review', 'admitted') AND email_key <> ''"
		" GROUP BY network_id, email_key HAVING count(*) > 1",
		N_("%s has the e-mail address of another active participant.")},
	{"23", &invoice_item_entity,
		"SELECT invoice_item.id FROM invoice_item JOIN participant"
		" ON participant.id = invoice_item.participant_id"
		" WHERE kind = 'fee' AND invoice_item.status = 'ready'"
		" AND (participant.organisation_number IS NULL OR"
		" (participant.buyer_reference IS NULL AND participant.order_reference IS NULL))",
		N_("%s is ready, but the organisation number or the reference is missing.")},
	{"23", &invoice_item_entity,
		"SELECT id FROM invoice_item WHERE batch_id IS NOT NULL"
		" AND (organisation_number IS NULL"
		" OR (buyer_reference IS NULL AND order_reference IS NULL))",
		N_("%s has been exported without organisation number or reference.")},
	{"24", &invoice_batch_entity,
		"SELECT id FROM invoice_batch WHERE disposed_on IS NULL AND (total <>"
		" (SELECT coalesce(sum(amount), 0) FROM invoice_item"
		" WHERE batch_id = invoice_batch.id) OR items <>"
		" (SELECT count(*) FROM invoice_item WHERE batch_id = invoice_batch.id))",
		N_("%s does not add up to its items.")},
	{"25", &invoice_item_entity,
		"SELECT invoice_item.id FROM invoice_item JOIN participant"
		" ON participant.id = invoice_item.participant_id"
		" WHERE participant.role <> 'participant' AND kind = 'fee'"
		" AND invoice_item.status NOT IN ('credited', 'waived')",
		N_("%s is a fee of someone who is no participant.")},
	{"26", &invoice_item_entity,
		"SELECT invoice_item.id FROM invoice_item JOIN network"
		" ON network.id = invoice_item.network_id"
		" WHERE kind = 'fee' AND batch_id IS NULL AND status <> 'waived'"
		" AND amount IS NOT network.fee",
		N_("%s is not exported yet and has another fee than the network.")},
	{"31", &disclosure_entity,
		"SELECT id FROM disclosure WHERE purpose NOT IN ('administration', 'invitation',"
		" 'sharing', 'webinar', 'catering', 'invoicing', 'statistics', 'rights')",
		N_("%s has no purpose.")},
	{"32", &invoice_batch_entity,
		"SELECT DISTINCT row_id FROM action_row JOIN action"
		" ON action.id = action_row.action_id"
		" WHERE entity = 'invoice_batch' AND kind <> 'final'",
		N_("%s can be undone, though it has left the house.")},
	{"9", &participant_entity,
		"SELECT id FROM participant WHERE status = 'admitted'"
		" AND eligibility IS NOT 'within' AND eligibility_reason IS NULL",
		N_("%s is admitted without being within the target group, and without a reason.")},
	{"18", &participant_entity,
		"SELECT loser.id FROM participant AS loser"
		" LEFT JOIN participant AS survivor ON survivor.id = loser.merged_into_id"
		" WHERE loser.merged_into_id IS NOT NULL AND loser.status = 'merged'"
		" AND (survivor.id IS NULL OR survivor.status = 'merged')",
		N_("%s is merged into a participant that is merged itself.")},
	{"28", &network_entity,
		"SELECT network.id FROM network WHERE EXISTS (SELECT 1 FROM organisation) AND"
		" ((SELECT count(*) FROM organisation WHERE kind IN ('kommun', 'kommun+region')) "
		"<> "
		"290"
		" OR (SELECT count(*) FROM organisation WHERE kind IN ('region', 'kommun+region')) "
		"<> 21"
		" OR EXISTS (SELECT 1 FROM organisation"
		" WHERE length(code) <> CASE kind WHEN 'region' THEN 2 ELSE 4 END))",
		N_("%s: the register does not hold 290 municipalities and 21 regions.")},
};

/* Promises that take a while to keep. */
static const struct promise owed[] = {
	{"7", &meeting_entity,
		"SELECT DISTINCT meeting.id FROM meeting"
		" JOIN delivery ON delivery.meeting_id = meeting.id"
		" WHERE meeting.status = 'cancelled' AND delivery.method <> 'cancel'"
		" AND delivery.id = (SELECT max(id) FROM delivery AS newest"
		" WHERE newest.meeting_id = delivery.meeting_id"
		" AND newest.participant_id = delivery.participant_id)",
		N_("%s is cancelled, and not everybody who has its file has been told.")},
};

static bool check_promise(struct store *store, const struct promise *promise,
	void (*tell)(struct findings *findings, const char *rule, char *text),
	struct findings *findings, struct error *error)
{
	enum step step = STEP_FAILED;
	struct statement *statement = statement_prepare(store->engine, promise->sql, error);
	while (statement && (step = statement_step(statement, error)) == STEP_ROW) {
		char *name = check_name(store, promise->entity, statement_integer(statement, 0));
		tell(findings, promise->rule, xasprintf(_(promise->sentence), name));
		free(name);
	}
	statement_release(statement);
	return step == STEP_DONE;
}

static void tell_step(struct store *store, const struct entity *entity,
	const struct statement *statement, struct findings *findings)
{
	const struct choices *choices = entity_field(entity, "status")->choices;
	int from = choices_find(choices, statement_text(statement, 1));
	int to = choices_find(choices, statement_text(statement, 2));
	if (choices_transition(choices, from, to))
		return;
	char *name = check_name(store, entity, statement_integer(statement, 0));
	findings_add(findings, "17",
		xasprintf(_("%s has gone from “%s” to “%s”, which is not allowed."), name,
			choice_label(choices, from), choice_label(choices, to)));
	free(name);
}

static bool check_steps(struct store *store, const struct entity *entity, struct findings *findings,
	struct error *error)
{
	const struct field *status = entity_field(entity, "status");
	if (!status || !status->choices->transitions)
		return true;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT row_id, before ->> 'status', after ->> 'status'"
		" FROM action_row JOIN action ON action.id = action_row.action_id"
		" WHERE entity = $1 AND kind IN ('change', 'final')"
		" AND before ->> 'status' <> after ->> 'status' ORDER BY action_row.id",
		error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, entity->name);
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		tell_step(store, entity, statement, findings);
	statement_release(statement);
	return step == STEP_DONE;
}

static bool check_journal(struct store *store, struct findings *findings, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < sizeof(promises) / sizeof(*promises); i++)
		ok = check_promise(store, &promises[i], findings_add, findings, error);
	for (size_t i = 0; ok && i < sizeof(owed) / sizeof(*owed); i++)
		ok = check_promise(store, &owed[i], findings_note, findings, error);
	for (size_t i = 0; ok && model_entities[i]; i++)
		ok = check_steps(store, model_entities[i], findings, error);
	return ok;
}

static bool has_finding(const struct findings *findings, const char *rule)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (!strcmp(findings->items[i].rule, rule))
			return true;
	}
	return false;
}

bool store_check(struct store *store, struct findings *findings, struct error *error)
{
	*findings = (struct findings){0};
	check_modes(store, findings);
	check_triggers(store, findings);
	if (store_needs_cleaning(store))
		findings_add(findings, "29",
			xstrdup(_("What was erased may still be in free parts of the file, because "
				  "another program held it: close that one and run check again.")));
	bool ok = engine_check_structure(store->engine, tell_fault, findings, error);
	/* What lies in a broken file cannot be judged. */
	bool whole = !has_finding(findings, "integrity");
	if (ok && whole)
		ok = engine_check_references(store->engine, tell_dangling, findings, error) &&
		     check_records(store, findings, error) &&
		     check_attendance(store, findings, error) &&
		     check_journal(store, findings, error);
	if (!ok)
		findings_finish(findings);
	return ok;
}
