/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The basis of invoices: what is in it, what it locks, and how it is taken back. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/invoice.h"
#include "store/maintenance.h"

#define BATCH_FILE "underlag-2023-09-19-b1.csv"

static struct invoice_order order_of(struct house *house, int vat)
{
	return (struct invoice_order){.vat = {.known = vat >= 0, .value = vat},
		.formats = FORMAT_CSV,
		.folder = house->out,
		.write = true};
}

static void complete(struct house *house, int64_t participant, const char *reference)
{
	set(house, &participant_entity, participant, "organisation_number", "212000-0142");
	set(house, &participant_entity, participant, "buyer_reference", reference);
}

/* Three in two organisations, one of them with a formula for a reference. */
static void make_ready(struct house *house)
{
	complete(house, 1, "007001");
	complete(house, HABO, "=M-4711");
	set(house, &participant_entity, 4, "organisation", "Lunds kommun");
	complete(house, 4, "007001");
	complete(house, HIDDEN, "SK-1");
}

static void run(struct house *house, struct invoice_export *export)
{
	struct invoice_order order = order_of(house, NETWORK_VAT_ADDED);
	assert_ok(service_invoice_export(&house->service, &order, export, error));
}

static int64_t item_of(struct house *house, int64_t participant)
{
	char *sql = xasprintf("SELECT max(id) FROM invoice_item WHERE participant_id = %lld",
		(long long)participant);
	int64_t id = read_integer(house, sql);
	free(sql);
	return id;
}

static bool do_deed(
	struct house *house, enum invoice_deed deed, int64_t item, bool again, struct error *error)
{
	struct invoice_deed_order order = {
		.deed = deed, .items = &item, .count = 1, .reason = "Fel betalare", .again = again};
	struct bulk_result result;
	bool ok = service_invoice_do(&house->service, &order, &result, error);
	bulk_result_finish(&result);
	return ok;
}

static void batch__vat_unknown__is_refused(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	struct error fault = {0};
	make_ready(house);
	struct invoice_order order = order_of(house, -1);
	assert_false(service_invoice_export(&house->service, &order, &export, &fault));
	assert_int_equal(fault.kind, ERROR_DATA);
	assert_string_equal(fault.field, "vat");
	error_finish(&fault);
	assert_false(out_exists(house, BATCH_FILE));
	/* The network may say it. */
	set(house, &network_entity, 1, "vat", "none");
	assert_ok(service_invoice_export(&house->service, &order, &export, error));
	assert_int_equal(export.vat, NETWORK_VAT_NONE);
	invoice_export_finish(&export);
}

static void batch__nothing_ready__is_refused(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	struct invoice_order order = order_of(house, NETWORK_VAT_NONE);
	assert_fails(service_invoice_export(&house->service, &order, &export, error), ERROR_REFUSED,
		"Nothing is ready");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM invoice_batch"), 0);
}

static void batch__preview__writes_nothing(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	make_ready(house);
	int64_t actions = count_actions(house);
	struct invoice_order order = order_of(house, NETWORK_VAT_ADDED);
	order.write = false;
	order.folder = NULL;
	assert_ok(service_invoice_export(&house->service, &order, &export, error));
	assert_int_equal(export.ordinal, 1);
	assert_int_equal(export.items, 4);
	assert_int_equal(export.total, 480000);
	assert_int_equal(export.sum_count, 3);
	assert_string_equal(export.files[0], BATCH_FILE);
	assert_non_null(strstr(export.preview, ";007001;;Ahlström, "));
	assert_true(export.incomplete > 0);
	invoice_export_finish(&export);
	assert_int_equal(count_actions(house), actions);
	assert_false(out_exists(house, BATCH_FILE));
}

static void batch__file__says_exactly_this(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	make_ready(house);
	run(house, &export);
	char *text = read_out(house, BATCH_FILE);
	assert_non_null(text);
	assert_memory_equal(text, "\xef\xbb\xbf", 3);
	/* One organisation and reference is one invoice, each person a line. */
	assert_non_null(strstr(text, ";212000-0142;;0007:2120000142;007001;;Ahlström, "));
	assert_non_null(strstr(text, ";212000-0142;;0007:2120000142;007001;;Berg, "));
	assert_non_null(strstr(text, ";'=M-4711;;"));
	assert_non_null(strstr(text, ";1;pcs;1200,00;1200,00;VAT is added;1;"));
	assert_non_null(strstr(text, ";SK-1;;Protected no. 16;"));
	assert_non_null(strstr(text, ";Sum;;;;;;;;4;;;4800,00;VAT is added;1;\r\n"));
	free(text);
	char *path = xasprintf("%s/%s", house->out, BATCH_FILE);
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	free(path);
	invoice_export_finish(&export);
	/* The ledger knows it, and it cannot be taken back. */
	assert_int_equal(
		read_integer(house, "SELECT people FROM disclosure WHERE purpose = 'invoicing'"
				    " AND file = '" BATCH_FILE "'"),
		4);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM action WHERE kind = 'final'"
					     " AND title LIKE 'Invoice batch 1: 4 items, %'"),
		1);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM invoice_batch JOIN disclosure"
					     " USING (digest) WHERE keep_until = '2030-12-31'"),
		1);
}

static void batch__both_formats__are_in_the_ledger(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	make_ready(house);
	struct invoice_order order = order_of(house, NETWORK_VAT_INCLUDED);
	order.formats = FORMAT_CSV | FORMAT_XLSX;
	assert_ok(service_invoice_export(&house->service, &order, &export, error));
	assert_true(out_exists(house, BATCH_FILE));
	assert_true(out_exists(house, "underlag-2023-09-19-b1.xlsx"));
	assert_int_equal(read_integer(house, "SELECT count(*) FROM disclosure"), 2);
	assert_int_equal(read_integer(house, "SELECT count(second_digest) FROM invoice_batch"), 1);
	invoice_export_finish(&export);
}

/* A file of that name, or a character that has no place: the batch never was. */
static void batch__failure__leaves_no_trace(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	make_ready(house);
	write_out(house, BATCH_FILE, "mine");
	struct invoice_order order = order_of(house, NETWORK_VAT_ADDED);
	assert_fails(service_invoice_export(&house->service, &order, &export, error), ERROR_CREATE,
		"is there already");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM invoice_batch"), 0);
	assert_int_equal(read_integer(house, "SELECT count(batch_id) FROM invoice_item"), 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM disclosure"), 0);
	char *text = read_out(house, BATCH_FILE);
	assert_string_equal(text, "mine");
	free(text);
	/* The first file is taken back when the second cannot be written. */
	char *second = xasprintf("%s/underlag-2023-09-19-b1.xlsx", house->out);
	char *first = xasprintf("%s/%s", house->out, BATCH_FILE);
	assert_int_equal(rename(first, second), 0);
	order.formats = FORMAT_CSV | FORMAT_XLSX;
	assert_fails(service_invoice_export(&house->service, &order, &export, error), ERROR_CREATE,
		"is there already");
	assert_false(out_exists(house, BATCH_FILE));
	free(first);
	free(second);

	set(house, &participant_entity, 1, "family_name", "Łuczak");
	order.formats = FORMAT_CSV;
	order.encoding = CSV_WINDOWS_1252;
	assert_fails(
		service_invoice_export(&house->service, &order, &export, error), ERROR_DATA, "“Ł”");
	assert_false(out_exists(house, BATCH_FILE));
}

/* Any other tool is refused too. */
static void batch__raw_sql__is_refused(void **state)
{
	static const char *const statements[] = {
		"UPDATE invoice_item SET amount = 1 WHERE batch_id IS NOT NULL",
		"UPDATE invoice_item SET buyer_reference = 'x' WHERE batch_id IS NOT NULL",
		"UPDATE invoice_item SET organisation = NULL WHERE batch_id IS NOT NULL",
		"UPDATE invoice_item SET organisation_number = '1' WHERE batch_id IS NOT NULL",
		"UPDATE invoice_item SET batch_id = NULL WHERE batch_id IS NOT NULL",
		"UPDATE invoice_item SET status = 'ready' WHERE batch_id IS NOT NULL",
		"UPDATE invoice_item SET status = 'waived' WHERE batch_id IS NOT NULL",
		"UPDATE invoice_item SET person = 'Anna' WHERE protected = 0 AND batch_id = 1",
		"UPDATE invoice_item SET protected = 0 WHERE protected = 1 AND batch_id = 1",
		"UPDATE invoice_item SET keep_until = '2024-01-01' WHERE batch_id = 1",
		"DELETE FROM invoice_item WHERE batch_id IS NOT NULL",
		"UPDATE invoice_batch SET total = 0",
		"UPDATE invoice_batch SET ordinal = 7",
		"UPDATE invoice_batch SET digest = 'x'",
		"UPDATE invoice_batch SET disposed_on = '2030-12-31'",
		"DELETE FROM invoice_batch",
		"INSERT INTO invoice_batch SELECT 99, 1, network_id, ordinal, dated, vat, items,"
		" total, file, digest, second_file, second_digest, exported_by, keep_until, NULL"
		" FROM invoice_batch",
	};
	struct house *house = *state;
	struct invoice_export export;
	sqlite3 *handle;
	make_ready(house);
	run(house, &export);
	invoice_export_finish(&export);
	assert_int_equal(sqlite3_open(house->path, &handle), SQLITE_OK);
	for (size_t i = 0; i < COUNT_OF(statements); i++) {
		if (sqlite3_exec(handle, statements[i], NULL, NULL, NULL) == SQLITE_OK)
			fail_msg("%s went well", statements[i]);
	}
	/* That it has been paid, and whose it is, may change. */
	assert_int_equal(sqlite3_exec(handle,
				 "UPDATE invoice_item SET status = 'paid', paid_on = '2023-10-30',"
				 " participant_id = NULL WHERE batch_id IS NOT NULL",
				 NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3_close(handle);
}

static void batch__locked__follows_nothing(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	int64_t locked;
	make_ready(house);
	run(house, &export);
	invoice_export_finish(&export);
	int64_t item = item_of(house, 1);
	assert_ok(service_invoice_locked(&house->service, 1, &locked, error));
	assert_int_equal(locked, item);
	set(house, &participant_entity, 1, "buyer_reference", "");
	set(house, &participant_entity, 1, "organisation", "Malmö stad");
	set(house, &network_entity, 1, "fee", "2000");
	enter(house, &participant_entity, 1, PARTICIPANT_WITHDRAWN, "Slutar");
	static const char *const kept[][2] = {{"status", "exported"}, {"amount", "120000"},
		{"buyer_reference", "007001"}, {"organisation", "Lunds kommun"}, {"decision", "–"}};
	for (size_t i = 0; i < COUNT_OF(kept); i++)
		assert_field(house, &invoice_item_entity, item, kept[i][0], kept[i][1]);
	/* Nor can the person stop being one who pays. */
	struct participant *person = get(house, &participant_entity, HABO);
	type(house, &participant_entity, person, "role", "guest");
	assert_fails(service_save(&house->service, &participant_entity, person, NULL, error),
		ERROR_REFUSED, "credit it");
	record_destroy(&participant_entity, person);
	assert_fails(
		do_deed(house, DEED_WAIVE, item, false, error), ERROR_REFUSED, "credit it instead");
}

static void batch__export__cannot_be_undone(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	char *said = NULL;
	struct error fault = {0};
	make_ready(house);
	run(house, &export);
	invoice_export_finish(&export);
	/* Neither it nor what made the items ready. */
	assert_false(service_undo(&house->service, 1, &said, &fault));
	assert_int_equal(fault.kind, ERROR_CONFLICT);
	error_finish(&fault);
	free(said);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM invoice_item WHERE batch_id = 1"), 4);
}

static void batch__credit__is_a_line_of_the_next(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	make_ready(house);
	run(house, &export);
	invoice_export_finish(&export);
	int64_t item = item_of(house, 1);
	assert_fails(do_deed(house, DEED_CREDIT, item_of(house, 5), false, error), ERROR_REFUSED,
		"waive it instead");
	assert_ok(do_deed(house, DEED_PAID, item, false, error));
	assert_fails(do_deed(house, DEED_PAID, item, false, error), ERROR_REFUSED, "paid already");
	assert_ok(do_deed(house, DEED_CREDIT, item, true, error));
	assert_field(house, &invoice_item_entity, item, "status", "credited");
	assert_fails(
		do_deed(house, DEED_CREDIT, item, false, error), ERROR_REFUSED, "credited already");
	/* It can be undone until it has left. */
	undo(house, "credited");
	assert_field(house, &invoice_item_entity, item, "status", "paid");
	redo(house, "credited");

	set(house, &participant_entity, 1, "buyer_reference", "LUN-2");
	run(house, &export);
	assert_int_equal(export.ordinal, 2);
	assert_int_equal(export.items, 2);
	assert_int_equal(export.total, 0);
	assert_string_equal(export.files[0], "underlag-2023-09-19-b2.csv");
	char *text = read_out(house, export.files[0]);
	/* What is taken back has the reference that it was invoiced with. */
	assert_non_null(strstr(text, ";007001;;Ahlström, "));
	assert_non_null(strstr(text, ";-1;pcs;1200,00;-1200,00;"));
	assert_non_null(strstr(text, ";LUN-2;;Ahlström, "));
	assert_non_null(strstr(text, ";Sum;;;;;;;;0;;;0,00;"));
	free(text);
	invoice_export_finish(&export);
}

static void batch__undecided__is_left_out(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	make_ready(house);
	enter(house, &participant_entity, HABO, PARTICIPANT_WITHDRAWN, "Slutar");
	run(house, &export);
	assert_int_equal(export.items, 3);
	assert_int_equal(export.undecided, 1);
	invoice_export_finish(&export);
	assert_ok(do_deed(house, DEED_CHARGE, item_of(house, HABO), false, error));
	run(house, &export);
	assert_int_equal(export.items, 1);
	invoice_export_finish(&export);
}

/* Thousands of items, to the last öre. */
static void batch__many__add_up_exactly(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	run_sql(house, "UPDATE participant SET organisation_number = '212000-0142',"
		       " buyer_reference = 'R' || id");
	run_sql(house,
		"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
		" INSERT INTO invoice_item (network_id, participant_id, kind, status, amount,"
		" protected, created_at, updated_at)"
		" SELECT 1, 1 + i % 14, 'fee', 'ready', 120000 + i, 0, 0, 0 FROM n");
	run_sql(house, "DELETE FROM invoice_item WHERE status = 'incomplete'");
	run(house, &export);
	assert_int_equal(export.items, 5000);
	assert_int_equal(export.total, (int64_t)5000 * 120000 + (int64_t)5000 * 5001 / 2);
	int64_t sum = 0, lines = 0;
	for (size_t i = 0; i < export.sum_count; i++)
		sum += export.sums[i].total;
	assert_int_equal(sum, export.total);
	/* The column of the file, read as a stranger would. */
	char *text = read_out(house, export.files[0]);
	sum = 0;
	for (char *line = strstr(text, "\r\n"); line && line[2]; line = strstr(line + 2, "\r\n")) {
		char *field = line + 2;
		for (int i = 0; i < 12; i++)
			field = strchr(field, ';') + 1;
		int64_t kronor = strtoll(field, &field, 10);
		sum += kronor * 100 + strtoll(field + 1, NULL, 10);
		lines++;
	}
	free(text);
	assert_int_equal(lines, 5001);
	assert_int_equal(sum, export.total * 2); /* the lines and their sum */
	invoice_export_finish(&export);
	struct findings findings;
	assert_ok(store_check(house->store, &findings, error));
	for (size_t i = 0; i < findings.count; i++)
		assert_string_not_equal(findings.items[i].rule, "24");
	findings_finish(&findings);
}

static size_t dispose(struct house *house)
{
	size_t items = 1;
	struct action_intent intent = {
		.network = 1, .who = "GN", .title = "Gallring", .final = true};
	assert_ok(store_begin(house->store, &intent, error));
	assert_ok(service_invoice_dispose_within(&house->service, &items, error));
	assert_ok(store_commit(house->store, NULL, error));
	return items;
}

static void batch__after_seven_years__is_disposed_of(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	make_ready(house);
	run(house, &export);
	invoice_export_finish(&export);
	assert_ok(do_deed(house, DEED_CREDIT, item_of(house, 1), false, error));
	run(house, &export);
	invoice_export_finish(&export);
	house_restart(house, "2030-12-31T08:00");
	assert_int_equal(dispose(house), 0);
	house_restart(house, "2031-01-01T08:00");
	assert_int_equal(dispose(house), 5);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM invoice_item WHERE batch_id > 0"), 0);
	assert_int_equal(read_integer(house, "SELECT count(disposed_on) FROM invoice_batch"), 2);
}

/* What has been taken back in a later year is kept as long as what takes it back. */
static void batch__credited_in_a_later_year__goes_with_its_credit(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	make_ready(house);
	run(house, &export);
	invoice_export_finish(&export);
	house_restart(house, "2024-02-01T08:00");
	assert_ok(do_deed(house, DEED_CREDIT, item_of(house, 1), false, error));
	run(house, &export);
	invoice_export_finish(&export);
	house_restart(house, "2031-01-01T08:00");
	assert_int_equal(dispose(house), 0);
	house_restart(house, "2032-01-01T08:00");
	assert_int_equal(dispose(house), 5);
	assert_int_equal(read_integer(house, "SELECT count(disposed_on) FROM invoice_batch"), 2);
}

/* Who becomes protected later is hidden in what has been invoiced too. */
static void batch__protected_later__loses_the_name(void **state)
{
	struct house *house = *state;
	struct invoice_export export;
	make_ready(house);
	run(house, &export);
	invoice_export_finish(&export);
	set(house, &participant_entity, 1, "list_consent", "nobody");
	set(house, &participant_entity, 1, "protected", "true");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM invoice_item"
					     " WHERE person LIKE 'Ahlstr%'"),
		0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM action_row"
					     " WHERE entity = 'invoice_item'"
					     " AND coalesce(after, '') || coalesce(before, '')"
					     " LIKE '%Ahlstr%'"),
		0);
}

/* What the check of health sees. */
static void batch__broken__check_tells(void **state)
{
	static const struct {
		const char *sql;
		const char *rule;
	} table[] = {
		{"UPDATE invoice_item SET status = 'ready' WHERE participant_id = 6", "23"},
		{"DROP TRIGGER invoice_item_is_kept;"
		 "DELETE FROM invoice_item WHERE id = (SELECT max(id) FROM invoice_item"
		 " WHERE batch_id IS NOT NULL)",
			"24"},
		{"UPDATE participant SET role = 'guest' WHERE id = 5", "25"},
		{"UPDATE invoice_item SET amount = 7 WHERE participant_id = 5", "26"},
		{"UPDATE action SET kind = 'change' WHERE title LIKE 'Invoice batch%'", "32"},
	};
	struct house *house = *state;
	struct invoice_export export;
	struct findings findings;
	make_ready(house);
	run(house, &export);
	invoice_export_finish(&export);
	assert_ok(store_check(house->store, &findings, error));
	assert_int_equal(findings.count, 0);
	findings_finish(&findings);
	run_sql(house, "DROP TRIGGER action_is_kept");
	for (size_t i = 0; i < COUNT_OF(table); i++)
		run_sql(house, table[i].sql);
	assert_ok(store_check(house->store, &findings, error));
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		bool told = false;
		for (size_t f = 0; f < findings.count; f++)
			told = told || !strcmp(findings.items[f].rule, table[i].rule);
		if (!told)
			fail_msg("nothing was said of rule %s", table[i].rule);
	}
	findings_finish(&findings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)
		IN_HOUSE(batch__vat_unknown__is_refused),
		IN_HOUSE(batch__nothing_ready__is_refused),
		IN_HOUSE(batch__preview__writes_nothing),
		IN_HOUSE(batch__file__says_exactly_this),
		IN_HOUSE(batch__both_formats__are_in_the_ledger),
		IN_HOUSE(batch__failure__leaves_no_trace),
		IN_HOUSE(batch__raw_sql__is_refused),
		IN_HOUSE(batch__locked__follows_nothing),
		IN_HOUSE(batch__export__cannot_be_undone),
		IN_HOUSE(batch__credit__is_a_line_of_the_next),
		IN_HOUSE(batch__undecided__is_left_out),
		IN_HOUSE(batch__many__add_up_exactly),
		IN_HOUSE(batch__after_seven_years__is_disposed_of),
		IN_HOUSE(batch__credited_in_a_later_year__goes_with_its_credit),
		IN_HOUSE(batch__protected_later__loses_the_name),
		IN_HOUSE(batch__broken__check_tells),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
