/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer says: its subject, its words from templates and facts, what it quotes. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/message.h"
#include "model/placeholder.h"
#include "model/replytemplate.h"
#include "service/private.h"
#include "service/request/answer.h"
#include "service/request/thread.h"
#include "service/writer.h"

/* Of the mail that is answered: nobody reads more of it there. Bytes. */
#define QUOTE_MOST 20000

void request_reply_finish(struct request_reply *reply)
{
	free(reply->address);
	free(reply->name);
	free(reply->subject);
	free(reply->text);
	free(reply->quoted);
	free(reply->reason);
	*reply = (struct request_reply){0};
}

/* ---- subject ---- */

/* In one line and within what a field takes. Owned. */
static char *answer_subject(const char *subject)
{
	char *safe = text_safe(subject ? subject_without_marks(subject, false) : "", TEXT_ONE_LINE);
	text_trim(safe);
	/* TRANSLATORS: the subject of an answer, by custom "Re: " */
	char *whole = xasprintf(_("Re: %s"), *safe ? safe : _("your question to the network"));
	char *within = text_stored_within(whole, FIELD_TEXT_LIMIT);
	free(whole);
	free(safe);
	return within;
}

/* ---- quotation ---- */

static void quote_line(struct buffer *out, const char *line, size_t length)
{
	while (length && (line[length - 1] == '\r' || line[length - 1] == ' '))
		length--;
	buffer_append(out, !length || *line == '>' ? ">" : "> ");
	buffer_append_bytes(out, line, length);
	buffer_append_char(out, '\n');
}

static char *quote(const char *body)
{
	struct buffer out = {0};
	size_t end = strlen(body);
	while (end && strchr(" \r\n\t", body[end - 1]))
		end--;
	for (size_t at = 0; at < end && out.length < QUOTE_MOST;) {
		size_t length = strcspn(body + at, "\n");
		length = length < end - at ? length : end - at;
		quote_line(&out, body + at, length);
		at += length + 1;
		if (at < end && out.length >= QUOTE_MOST)
			buffer_append(&out, "> […]\n");
	}
	return buffer_take(&out);
}

/* "Den 5 oktober 2023 skrev Anna Berg:", and the mail. */
static char *quote_entry(const struct thread_entry *entry)
{
	int64_t date, minutes;
	zone_to_local(entry->at, &date, &minutes);
	struct civil day = date_to_civil(date);
	char *month = date_format_month(day.year, day.month);
	char *who = text_safe(entry->who ? entry->who : _("you"), TEXT_ONE_LINE);
	char *lines = quote(entry->body);
	/* TRANSLATORS: over a quoted mail: "On 5 October 2023 Anna Berg wrote:" */
	char *whole = xasprintf(_("On %d %s %s wrote:\n%s"), day.day, month, who, lines);
	free(lines);
	free(who);
	free(month);
	return whole;
}

/* The newest of what they have written. */
static bool quote_newest(struct service *service, struct request_reply *reply, struct error *error)
{
	struct thread thread;
	if (!service_thread_read(service, reply->request, &thread, error))
		return false;
	for (size_t i = thread.count; i-- > 0 && !reply->quoted;) {
		const struct thread_entry *entry = &thread.entries[i];
		if (entry->direction == MESSAGE_IN && entry->nature == MESSAGE_PLAIN &&
			!text_is_blank(entry->body) && !entry->is_protected)
			reply->quoted = quote_entry(entry);
	}
	thread_finish(&thread);
	return true;
}

char *request_reply_body(const struct request_reply *reply)
{
	const char *text = reply->text ? reply->text : "";
	size_t length = strlen(text);
	while (length && strchr(" \n\r\t", text[length - 1]))
		length--;
	struct buffer out = {0};
	buffer_append_bytes(&out, text, length);
	if (reply->quoted && !reply->is_protected) {
		size_t end = strlen(reply->quoted);
		while (end && reply->quoted[end - 1] == '\n')
			end--;
		buffer_append(&out, "\n\n");
		buffer_append_bytes(&out, reply->quoted, end);
	}
	return buffer_take(&out);
}

/* Where the line before byte `at` begins. */
static size_t line_before(const char *text, size_t at)
{
	size_t start = at - 1;
	while (start && text[start - 1] != '\n')
		start--;
	return start;
}

size_t request_reply_split(const char *body)
{
	size_t length = strlen(body), start = length;
	while (start) {
		size_t before = line_before(body, start);
		if (body[before] != '>')
			break;
		start = before;
	}
	if (start == length || !start)
		return length;
	size_t head = line_before(body, start);
	/* The line over it says who wrote that; without one, it is our own. */
	if (start - head < 2 || body[start - 2] != ':')
		return length;
	while (head && body[head - 1] == '\n')
		head--;
	return head;
}

/* ---- beginning ---- */

static bool is_letter(const struct draft *draft)
{
	return draft->reason.value == DRAFT_REPLY && draft->status.value == DRAFT_WAITING;
}

static void open_draft(struct request_reply *reply, const struct draft *draft)
{
	const char *body = draft->body ? draft->body : "";
	size_t end = request_reply_split(body), quoted = end;
	while (body[quoted] == '\n')
		quoted++;
	reply->draft = draft->record.id;
	reply->version = draft->record.version;
	xreplace(&reply->address, xstrdup(draft->address));
	xreplace(&reply->subject, xstrdup(draft->subject));
	xreplace(&reply->text, xstrndup(body, end));
	xreplace(&reply->quoted, body[quoted] ? xstrdup(body + quoted) : NULL);
	reply->attach = draft->attachment.known;
	if (draft->meeting.known)
		reply->meeting = draft->meeting.value;
}

/* The newest answer that waits. */
static bool find_draft(struct service *service, struct request_reply *reply, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_referring(service->store, &draft_entity,
		entity_field(&draft_entity, "request_id"), reply->request, &set, error);
	for (size_t i = set.count; ok && i-- > 0 && !reply->draft;) {
		if (is_letter(record_set_at(&set, i)))
			open_draft(reply, record_set_at(&set, i));
	}
	record_set_finish(&set);
	return ok;
}

/* What follows from whom it is linked to. */
static bool address_reply(struct service *service, struct request_reply *reply,
	const struct request *request, struct error *error)
{
	struct participant person = {0};
	bool ok = !request->participant.known ||
		  store_get(service->store, &participant_entity, request->participant.value,
			  &person, error);
	reply->participant = request->participant.known ? request->participant.value : 0;
	reply->meeting = request->meeting.known ? request->meeting.value : 0;
	reply->is_protected = request->is_protected.value || person.is_protected.value;
	if (ok && !reply->is_protected) {
		const char *address = request->sender_email ? request->sender_email : person.email;
		reply->address = xstrdup(address);
		reply->name = request->sender_name ? xstrdup(request->sender_name)
			      : person.record.id   ? participant_entity.title(&person)
						   : NULL;
	}
	record_finish(&participant_entity, &person);
	return ok;
}

static bool check_state(const struct request *request, struct error *error)
{
	int status = (int)request->status.value;
	if (status != REQUEST_QUARANTINED && status != REQUEST_SPAM)
		return true;
	return error_set(error, ERROR_REFUSED, _("It is %s: open the request before answering it."),
		choice_label(&request_statuses, status));
}

static bool begin_request(struct service *service, const struct request *request,
	struct request_reply *reply, struct error *error)
{
	reply->request = request->record.id;
	if (!check_state(request, error) || !address_reply(service, reply, request, error))
		return false;
	reply->text = xstrdup("");
	if (reply->is_protected)
		return find_draft(service, reply, error);
	const char *screen = writer_begin_language();
	reply->subject = answer_subject(request->subject);
	bool ok = quote_newest(service, reply, error);
	writer_end_language(screen);
	return ok && find_draft(service, reply, error);
}

bool service_reply_begin(
	struct service *service, int64_t id, struct request_reply *reply, struct error *error)
{
	struct request request = {0};
	*reply = (struct request_reply){0};
	bool ok = store_get(service->store, &request_entity, id, &request, error);
	if (ok && request.status.value == REQUEST_MERGED && request.merged_into.known) {
		int64_t into = request.merged_into.value;
		record_finish(&request_entity, &request);
		ok = store_get(service->store, &request_entity, into, &request, error);
	}
	ok = ok && begin_request(service, &request, reply, error);
	record_finish(&request_entity, &request);
	if (!ok)
		request_reply_finish(reply);
	return ok;
}

/* ---- templates and facts ---- */

/* What placeholders are filled in from; owned, and `facts` borrows it. */
struct source {
	struct writer writer;
	struct request request;
	struct participant participant;
	struct meeting meeting;
	struct record_set meetings;
	struct fact fact;
	char *owners;
	struct placeholder_facts facts;
};

static void source_finish(struct source *source)
{
	writer_finish(&source->writer);
	record_finish(&request_entity, &source->request);
	record_finish(&participant_entity, &source->participant);
	record_finish(&meeting_entity, &source->meeting);
	record_finish(&fact_entity, &source->fact);
	record_set_finish(&source->meetings);
	free(source->owners);
}

static bool get_known(struct service *service, const struct entity *entity, int64_t id,
	void *record, struct error *error)
{
	return !id || store_get(service->store, entity, id, record, error);
}

/* "Anna-Lena Pogulis, Ulrika Stöök" */
static bool read_owners(struct service *service, char **names, struct error *error)
{
	struct record_set staff = {0};
	struct buffer text = {0};
	if (!store_all(service->store, &staff_entity, service->network, &staff, error))
		return false;
	for (size_t i = 0; i < staff.count; i++) {
		const struct staff *owner = record_set_at(&staff, i);
		if (owner->name)
			buffer_printf(&text, "%s%s", text.length ? ", " : "", owner->name);
	}
	record_set_finish(&staff);
	*names = text.length ? buffer_take(&text) : NULL;
	buffer_finish(&text);
	return true;
}

/* Meetings come by their date. */
static const struct meeting *find_next(const struct record_set *meetings, int64_t today)
{
	for (size_t i = 0; i < meetings->count; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		if (meeting->date.known && meeting->date.value >= today &&
			meeting->status.value != MEETING_CANCELLED)
			return meeting;
	}
	return NULL;
}

static bool source_init(struct source *source, struct service *service,
	const struct request_reply *reply, int64_t fact, struct error *error)
{
	*source = (struct source){0};
	bool ok = writer_init(&source->writer, service, true, error) &&
		  get_known(service, &request_entity, reply->request, &source->request, error) &&
		  get_known(service, &participant_entity, reply->participant, &source->participant,
			  error) &&
		  get_known(service, &meeting_entity, reply->meeting, &source->meeting, error) &&
		  get_known(service, &fact_entity, fact, &source->fact, error) &&
		  store_all(service->store, &meeting_entity, service->network, &source->meetings,
			  error) &&
		  read_owners(service, &source->owners, error);
	source->facts = (struct placeholder_facts){.network = &source->writer.network,
		.request = &source->request,
		.participant = reply->participant ? &source->participant : NULL,
		.meeting = reply->meeting ? &source->meeting : NULL,
		.next = find_next(&source->meetings, clock_today(service->clock)),
		.fact = fact ? &source->fact : NULL,
		.owners = source->owners,
		.sender = source->writer.owners};
	if (!ok)
		source_finish(source);
	return ok;
}

/* In the language of the letters. */
static char *fill(const struct source *source, const char *text)
{
	const char *screen = writer_begin_language();
	char *filled = placeholder_fill(text, &source->facts);
	writer_end_language(screen);
	return filled;
}

bool service_reply_take(
	struct service *service, struct request_reply *reply, int64_t id, struct error *error)
{
	struct reply_template template = {0};
	struct source source;
	bool ok = store_get(service->store, &reply_template_entity, id, &template, error) &&
		  source_init(&source, service, reply, 0, error);
	if (ok) {
		xreplace(&reply->text, fill(&source, template.body));
		if (!text_is_blank(template.subject))
			xreplace(&reply->subject, fill(&source, template.subject));
		source_finish(&source);
	}
	record_finish(&reply_template_entity, &template);
	return ok;
}

static bool waits_for_fact(const char *text)
{
	return placeholder_has(text, "fact") || placeholder_has(text, "source") ||
	       placeholder_has(text, "year");
}

/* "Under 2020 ... (källa: PTU 2020)" */
static char *citation(const struct source *source)
{
	const char *screen = writer_begin_language();
	char *from = fact_source(&source->fact, &source->writer.network);
	/* TRANSLATORS: a fact in a letter, and where it is from */
	char *text = from ? xasprintf(_("%s (source: %s)"), source->fact.text, from)
			  : xstrdup(source->fact.text);
	writer_end_language(screen);
	free(from);
	return text;
}

static void insert(struct request_reply *reply, size_t *at, const char *text)
{
	const char *own = reply->text ? reply->text : "";
	size_t place = at && *at <= strlen(own) ? *at : strlen(own);
	bool apart = place && !strchr(" \n", own[place - 1]);
	char *whole = xasprintf("%.*s%s%s%s", (int)place, own, apart ? " " : "", text, own + place);
	if (at)
		*at = place + apart + strlen(text);
	xreplace(&reply->text, whole);
}

bool service_reply_cite(struct service *service, struct request_reply *reply, int64_t fact,
	size_t *at, struct error *error)
{
	struct source source;
	if (!source_init(&source, service, reply, fact, error))
		return false;
	if (waits_for_fact(reply->text)) {
		xreplace(&reply->text, fill(&source, reply->text));
		if (at && *at > strlen(reply->text))
			*at = strlen(reply->text);
	} else {
		char *text = citation(&source);
		insert(reply, at, text);
		free(text);
	}
	source_finish(&source);
	return true;
}

char *service_fact_warning(struct service *service, const struct fact *fact)
{
	if (!fact_is_over(fact, clock_today(service->clock)))
		return NULL;
	if (fact->replaced_by)
		return xasprintf(_("replaced by %s"), fact->replaced_by);
	char *day = date_format(fact->valid_to.value, DATE_MEDIUM);
	char *text = xasprintf(_("valid until %s"), day);
	free(day);
	return text;
}
