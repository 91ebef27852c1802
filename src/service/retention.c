/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/retention.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/brokenmail.h"
#include "model/invoice.h"
#include "model/need.h"
#include "model/request.h"
#include "service/access.h"
#include "service/invoice.h"
#include "service/private.h"
#include "service/request/keep.h"
#include "store/page.h"

/* ---- rules ---- */

static struct number known(int64_t value)
{
	return (struct number){.known = true, .value = value};
}

/* The rule that the database holds; id 0 and the default days when it holds none. */
static bool read_rule(struct service *service, enum retention_class class,
	struct retention_rule *rule, struct error *error)
{
	int64_t id;
	*rule = (struct retention_rule){
		.class = known(class), .days = known(retention_default_days(class))};
	if (!store_find(service->store, &retention_rule_entity, "class",
		    retention_classes.items[class].token, &id, error))
		return false;
	return !id || store_get(service->store, &retention_rule_entity, id, rule, error);
}

bool service_retention_days(
	struct service *service, enum retention_class class, int64_t *days, struct error *error)
{
	struct retention_rule rule;
	bool ok = read_rule(service, class, &rule, error);
	*days = rule.days.value;
	return ok;
}

/* Needs that are kept already get their new last day with it. */
static bool set_rule(struct service *service, struct retention_rule *rule, struct error *error)
{
	struct record_set needs = {0};
	bool ok = service_write(service, &retention_rule_entity, rule, error);
	if (ok && rule->class.value == RETENTION_NEED)
		ok = store_all(service->store, &special_need_entity, 0, &needs, error);
	for (size_t i = 0; ok && i < needs.count; i++) {
		struct special_need *need = record_copy(
			&special_need_entity, record_set_at(&needs, i));
		ok = service_write(service, &special_need_entity, need, error);
		record_destroy(&special_need_entity, need);
	}
	record_set_finish(&needs);
	return ok;
}

bool service_retention_set_days(
	struct service *service, enum retention_class class, const char *days, struct error *error)
{
	struct retention_rule rule;
	char *label = xasprintf(_("Retention: %s"), choice_label(&retention_classes, (int)class));
	bool ok = read_rule(service, class, &rule, error) &&
		  service_set_field(service, &retention_rule_entity,
			  entity_field(&retention_rule_entity, "days"), &rule, days, error) &&
		  service_begin(service, label, false, error) &&
		  service_end(service, set_rule(service, &rule, error), error);
	service->due_day = (struct number){0};
	free(label);
	return ok;
}

/* ---- holds ---- */

bool service_hold(struct service *service, int64_t participant, enum retention_class class,
	const char *reason, int64_t until, int64_t *id, struct error *error)
{
	struct legal_hold *hold = service_new(service, &legal_hold_entity);
	if (participant)
		hold->participant = known(participant);
	if (class < RETENTION_CLASSES)
		hold->class = known(class);
	hold->reason = text_is_blank(reason) ? NULL : xstrdup(reason);
	hold->until = known(until);
	hold->who = xstrdup(service->who);
	bool ok = until >= clock_today(service->clock) ||
		  error_set_field(error, ERROR_DATA, "until", _("A hold ends today or later."));
	ok = ok && service_save(service, &legal_hold_entity, hold, _("Retention: hold"), error);
	*id = hold->record.id;
	service->due_day = (struct number){0};
	record_destroy(&legal_hold_entity, hold);
	return ok;
}

bool service_release_hold(struct service *service, int64_t id, struct error *error)
{
	struct legal_hold *hold = record_create(&legal_hold_entity);
	bool ok = store_get(service->store, &legal_hold_entity, id, hold, error);
	if (ok && hold->released_on.known)
		ok = error_set(error, ERROR_REFUSED, _("Hold no. %lld has been released already."),
			(long long)id);
	if (ok) {
		hold->released_on = known(clock_today(service->clock));
		ok = service_save(
			service, &legal_hold_entity, hold, _("Retention: hold released"), error);
	}
	service->due_day = (struct number){0};
	record_destroy(&legal_hold_entity, hold);
	return ok;
}

bool service_hold_of(
	struct service *service, int64_t participant, char **sentence, struct error *error)
{
	struct record_set holds = {0};
	int64_t today = clock_today(service->clock);
	*sentence = NULL;
	if (!store_all(service->store, &legal_hold_entity, service->network, &holds, error))
		return false;
	for (size_t i = 0; i < holds.count && !*sentence; i++) {
		const struct legal_hold *hold = record_set_at(&holds, i);
		bool stops = false;
		for (int class = 0; class < RETENTION_CLASSES; class ++)
			stops |= legal_hold_stops(
				hold, (enum retention_class) class, participant, today);
		if (!stops)
			continue;
		char *until = date_format(hold->until.value, DATE_MEDIUM);
		*sentence = xasprintf(_("Hold no. %lld stops it until %s: %s"),
			(long long)hold->record.id, until, hold->reason);
		free(until);
	}
	record_set_finish(&holds);
	return true;
}

/* ---- what is due ---- */

/* One look at everything that is kept. */
struct survey {
	struct service *service;
	struct retention *retention;
	bool collects;           /* for a run; a preview only counts */
	struct erase_set set;    /* what goes, of all classes */
	struct word_list words;  /* by which the files are searched afterwards */
	struct record_set holds; /* of the network */
	struct record_set cases; /* that are open */
	struct error *error;
};

static bool is_stopped(const struct survey *survey, enum retention_class class, int64_t participant)
{
	for (size_t i = 0; i < survey->holds.count; i++) {
		const struct legal_hold *hold = record_set_at(&survey->holds, i);
		if (legal_hold_stops(hold, class, participant, survey->retention->on))
			return true;
	}
	for (size_t i = 0; participant && i < survey->cases.count; i++) {
		const struct rights_case *rights = record_set_at(&survey->cases, i);
		if (rights->participant.known && rights->participant.value == participant)
			return true;
	}
	return false;
}

/* A whole person goes with everything about them: any hold on any of it stops that. */
static bool is_person_stopped(const struct survey *survey, int64_t participant)
{
	for (int class = 0; class < RETENTION_CLASSES; class ++) {
		if (is_stopped(survey, (enum retention_class) class, participant))
			return true;
	}
	return false;
}

static bool take(struct survey *survey, enum retention_class class, const struct entity *entity,
	int64_t id, bool stopped)
{
	struct retention_line *line = &survey->retention->lines[class];
	if (stopped) {
		line->held++;
		return true;
	}
	line->due++;
	return !survey->collects ||
	       erase_set_add(&survey->set, survey->service->store, entity, id, survey->error);
}

static bool is_of_network(const struct survey *survey, struct number network)
{
	return network.value == survey->service->network;
}

/* A need is of the network that its meeting is of. */
static bool need_is_here(struct survey *survey, const struct special_need *need, bool *here)
{
	struct meeting meeting = {0};
	bool ok = store_get(survey->service->store, &meeting_entity, need->meeting.value, &meeting,
		survey->error);
	*here = ok && is_of_network(survey, meeting.network);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

static bool survey_needs(struct survey *survey)
{
	struct record_set set;
	struct until_query query = {.entity = &special_need_entity,
		.when = entity_field(&special_need_entity, "delete_after"),
		.until = survey->retention->on};
	if (!store_find_until(survey->service->store, &query, &set, survey->error))
		return false;
	bool ok = true, here = false;
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct special_need *need = record_set_at(&set, i);
		bool stopped = is_stopped(survey, RETENTION_NEED, need->participant.value);
		ok = need_is_here(survey, need, &here);
		if (!ok || !here)
			continue;
		if (!stopped)
			word_list_add(&survey->words, need->text);
		ok = take(survey, RETENTION_NEED, &special_need_entity, need->record.id, stopped);
	}
	record_set_finish(&set);
	return ok;
}

/* Unix seconds when the day begins after `days` have passed before it. */
static int64_t instant_before(int64_t day, int64_t days)
{
	int64_t instant = 0;
	zone_from_local(day - days + 1, 0, &instant);
	return instant - 1;
}

/* What is sensitive goes sooner; spam is all alike. */
static bool is_of_class(const struct request *request, enum retention_class class)
{
	bool sensitive = request->is_sensitive.value != 0;
	return class == RETENTION_SPAM || sensitive == (class == RETENTION_SENSITIVE);
}

/* An ongoing threat is closed and forgotten by people only (invariant 21). */
static bool may_go(
	const struct survey *survey, const struct request *request, enum retention_class class)
{
	return is_of_network(survey, request->network) && is_of_class(request, class) &&
	       !request->urgent.value;
}

static bool survey_requests(struct survey *survey, enum retention_class class, const char *status)
{
	struct record_set set;
	int64_t days = survey->retention->lines[class].days;
	struct until_query query = {.entity = &request_entity,
		.when = entity_field(&request_entity, "updated_at"),
		.until = instant_before(survey->retention->on, days),
		.status = status};
	int64_t any = 0;
	if (!store_count_status(survey->service->store, &request_entity, survey->service->network,
		    status, &any, survey->error))
		return false;
	if (!any) /* a count of states costs nothing, a look at all requests does */
		return true;
	bool ok = store_find_until(survey->service->store, &query, &set, survey->error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct request *request = record_set_at(&set, i);
		if (may_go(survey, request, class))
			ok = take(survey, class, &request_entity, request->record.id,
				is_stopped(survey, class, request->participant.value));
	}
	record_set_finish(&set);
	return ok;
}

/* What could not be read goes as spam does, when somebody is done with it. */
static bool survey_broken(struct survey *survey)
{
	struct record_set set;
	int64_t days = survey->retention->lines[RETENTION_SPAM].days;
	struct until_query query = {.entity = &broken_mail_entity,
		.when = entity_field(&broken_mail_entity, "at"),
		.until = instant_before(survey->retention->on, days),
		.status = "dismissed"};
	if (!store_find_until(survey->service->store, &query, &set, survey->error))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct broken_mail *mail = record_set_at(&set, i);
		if (is_of_network(survey, mail->network))
			ok = take(survey, RETENTION_SPAM, &broken_mail_entity, mail->record.id,
				is_stopped(survey, RETENTION_SPAM, 0));
	}
	record_set_finish(&set);
	return ok;
}

static bool survey_profile(struct survey *survey, int64_t id)
{
	bool stopped = is_person_stopped(survey, id);
	return (stopped || !survey->collects ||
		       service_trace_words(survey->service, id, &survey->words, survey->error)) &&
	       take(survey, RETENTION_PROFILE, &participant_entity, id, stopped);
}

/* For a preview it is enough to know how many there are, unless something may stop some of them. */
static bool survey_profiles_of(struct survey *survey, struct service *service)
{
	struct list_query everybody = {
		.entity = &participant_entity, .network = service->network, .all = true};
	int64_t amount, *ids = NULL;
	size_t count = 0;
	if (!survey->collects && !survey->holds.count && !survey->cases.count) {
		if (!store_count(service->store, &everybody, &amount, survey->error))
			return false;
		survey->retention->lines[RETENTION_PROFILE].due += (size_t)amount;
		return true;
	}
	bool ok = store_ids(
		service->store, &participant_entity, service->network, &ids, &count, survey->error);
	for (size_t i = 0; ok && i < count; i++)
		ok = survey_profile(survey, ids[i]);
	free(ids);
	return ok;
}

static bool survey_profiles(struct survey *survey)
{
	struct network network = {0};
	struct service *service = survey->service;
	int64_t days = survey->retention->lines[RETENTION_PROFILE].days;
	bool ok = service_network(service, &network, survey->error);
	bool over = ok && network.ends_on.known &&
		    network.ends_on.value + days <= survey->retention->on;
	record_finish(&network_entity, &network);
	return ok && (!over || survey_profiles_of(survey, service));
}

/* What was taken back or deleted by hand is still told by the journal: that goes in time too. */
static bool survey_gone(
	struct survey *survey, enum retention_class class, const struct entity *entity)
{
	struct retention_line *line = &survey->retention->lines[class];
	int64_t *ids;
	size_t count;
	bool ok = store_find_gone(survey->service->store, entity,
		instant_before(survey->retention->on, line->days), &ids, &count, survey->error);
	for (size_t i = 0; ok && survey->collects && i < count; i++)
		erase_set_add_gone(&survey->set, entity, ids[i]);
	line->due += ok ? count : 0;
	free(ids);
	return ok;
}

/* A batch goes whole, when its years are over: its items are counted here and removed by
 * service_invoice_dispose_within. A hold on any of it keeps all batches. */
static bool survey_batch(struct survey *survey, const struct invoice_batch *batch)
{
	struct retention_line *line = &survey->retention->lines[RETENTION_INVOICE];
	struct record_set items = {0};
	if (!store_referring(survey->service->store, &invoice_item_entity,
		    entity_field(&invoice_item_entity, "batch_id"), batch->record.id, &items,
		    survey->error))
		return false;
	for (size_t i = 0; i < items.count; i++) {
		const struct invoice_item *item = record_set_at(&items, i);
		if (is_stopped(survey, RETENTION_INVOICE, item->participant.value))
			line->held++;
		else
			line->due++;
		/* The row goes with its batch; what the journal tells of it goes here. */
		if (survey->collects)
			erase_set_add_gone(&survey->set, &invoice_item_entity, item->record.id);
	}
	record_set_finish(&items);
	return true;
}

static bool survey_invoices(struct survey *survey)
{
	struct retention_line *line = &survey->retention->lines[RETENTION_INVOICE];
	struct record_set set = {0};
	size_t before = survey->set.count;
	bool ok = service_invoice_due(survey->service, survey->retention->on, &set, survey->error);
	for (size_t i = 0; ok && i < set.count; i++)
		ok = survey_batch(survey, record_set_at(&set, i));
	if (line->held) {
		line->held += line->due;
		line->due = 0;
		survey->set.count = before;
	}
	record_set_finish(&set);
	return ok;
}

static bool look(struct survey *survey)
{
	struct service *service = survey->service;
	for (int class = 0; class < RETENTION_CLASSES; class ++) {
		if (!service_retention_days(service, (enum retention_class) class,
			    &survey->retention->lines[class].days, survey->error))
			return false;
	}
	bool ok = store_all(service->store, &legal_hold_entity, service->network, &survey->holds,
			  survey->error) &&
		  service_open_cases(service, 0, &survey->cases, survey->error) &&
		  survey_needs(survey) && survey_requests(survey, RETENTION_SPAM, "spam") &&
		  survey_broken(survey) && survey_requests(survey, RETENTION_REQUEST, "closed") &&
		  survey_requests(survey, RETENTION_REQUEST, "referred") &&
		  survey_requests(survey, RETENTION_REQUEST, "merged") &&
		  survey_requests(survey, RETENTION_SENSITIVE, "closed") &&
		  survey_requests(survey, RETENTION_SENSITIVE, "referred") &&
		  survey_requests(survey, RETENTION_SENSITIVE, "merged") &&
		  survey_profiles(survey) && survey_invoices(survey) &&
		  survey_gone(survey, RETENTION_NEED, &special_need_entity) &&
		  survey_gone(survey, RETENTION_REQUEST, &request_entity) &&
		  survey_gone(survey, RETENTION_PROFILE, &participant_entity);
	for (int class = 0; class < RETENTION_CLASSES; class ++) {
		survey->retention->due += survey->retention->lines[class].due;
		survey->retention->held += survey->retention->lines[class].held;
	}
	return ok;
}

static void survey_finish(struct survey *survey)
{
	erase_set_finish(&survey->set);
	word_list_finish(&survey->words);
	record_set_finish(&survey->holds);
	record_set_finish(&survey->cases);
}

bool service_retention_preview(
	struct service *service, int64_t on, struct retention *retention, struct error *error)
{
	*retention = (struct retention){.on = on};
	struct survey survey = {.service = service, .retention = retention, .error = error};
	bool ok = look(&survey);
	survey_finish(&survey);
	return ok;
}

/* ---- the run ---- */

static bool write_protocol(
	struct service *service, const struct retention *retention, struct error *error)
{
	bool ok = true;
	for (int class = 0; ok && class < RETENTION_CLASSES; class ++) {
		const struct retention_line *line = &retention->lines[class];
		if (!line->due && !line->held)
			continue;
		struct retention_run *run = service_new(service, &retention_run_entity);
		run->at = known(clock_now(service->clock));
		run->who = xstrdup(service->who);
		run->class = known(class);
		run->up_to = known(retention->on);
		run->removed = known((int64_t)line->due);
		run->held = known((int64_t)line->held);
		ok = service_write(service, &retention_run_entity, run, error);
		record_destroy(&retention_run_entity, run);
	}
	return ok;
}

static bool dispose_invoices(struct survey *survey)
{
	size_t items;
	return !survey->retention->lines[RETENTION_INVOICE].due ||
	       service_invoice_dispose_within(survey->service, &items, survey->error);
}

static bool remove_all(struct survey *survey)
{
	struct service *service = survey->service;
	size_t due = survey->retention->due;
	char *title = xasprintf(
		PLURAL_("Retention: %zu row removed", "Retention: %zu rows removed", due), due);
	bool ok = service_begin(service, title, true, survey->error) &&
		  service_end(service,
			  dispose_invoices(survey) &&
				  service_erase_within(service, &survey->set, survey->error) &&
				  write_protocol(service, survey->retention, survey->error),
			  survey->error);
	free(title);
	return ok;
}

bool service_retention_run(struct service *service, struct retention *retention,
	struct erasure_result *result, struct error *error)
{
	*retention = (struct retention){.on = clock_today(service->clock)};
	*result = (struct erasure_result){0};
	struct survey survey = {
		.service = service, .retention = retention, .collects = true, .error = error};
	struct word_list files = {0};
	bool ok = look(&survey);
	if (ok && retention->due) {
		ok = service_files_of(service, &survey.set, &files, error) && remove_all(&survey) &&
		     service_clean_after(service, &survey.words, &files, result, error);
		result->removed = survey.set.count;
	}
	word_list_finish(&files);
	service->due_day = (struct number){0};
	survey_finish(&survey);
	return ok;
}

bool service_retention_due(struct service *service, size_t *due, struct error *error)
{
	struct retention retention;
	int64_t today = clock_today(service->clock);
	*due = service->due_count;
	if (service->due_day.known && service->due_day.value == today)
		return true;
	if (!service_retention_preview(service, today, &retention, error))
		return false;
	service->due_day = known(today);
	*due = service->due_count = retention.due;
	return true;
}
