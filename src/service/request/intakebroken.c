/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that could not be read: the bytes in a file, the reason in a row, until somebody looks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/attachmentfile.h"
#include "service/request/intakeprivate.h"
#include "service/request/keep.h"
#include "store/intake.h"

/* What is shown of one. */
#define SHOWN_MAX 20000

static bool write_broken(struct service *service, const struct intake_source *source,
	const struct kept *kept, const char *reason, struct intake_result *result,
	struct error *error)
{
	int64_t id = 0;
	if (!store_find_broken(service->store, service->network, kept->name, &id, error))
		return false;
	result->broken = id;
	if (id) {
		result->fate = INTAKE_KNOWN;
		return true;
	}
	struct broken_mail *mail = service_new(service, &broken_mail_entity);
	number_set(&mail->at, clock_now(service->clock));
	number_set(&mail->status, BROKEN_OPEN);
	mail->source = intake_text(service, source->name, FIELD_TEXT_LIMIT);
	mail->reason = intake_text(service, reason, FIELD_TEXT_LIMIT);
	mail->file = xstrdup(kept->name);
	mail->digest = xstrdup(kept->name);
	result->fate = INTAKE_BROKEN;
	bool ok = service_write(service, &broken_mail_entity, mail, error);
	result->broken = mail->record.id;
	record_destroy(&broken_mail_entity, mail);
	return ok;
}

bool intake_keep_broken(struct service *service, const struct intake_source *source,
	const char *bytes, size_t length, char *reason, struct intake_result *result,
	struct error *error)
{
	const struct keep_order order = {.bytes = bytes,
		.length = length,
		.masked = true,
		.rest = source->rest,
		.context = source->context};
	struct kept kept;
	bool ok = service_begin(service, _("Broken mail kept"), true, error) &&
		  service_end(service,
			  service_keep_bytes(service, &order, &kept, error) &&
				  write_broken(service, source, &kept, reason, result, error),
			  error);
	if (ok)
		result->reason = reason;
	else
		free(reason);
	return ok;
}

/* ---- looking ---- */

bool service_broken(struct service *service, bool all, struct record_set *set, struct error *error)
{
	if (!store_all(service->store, &broken_mail_entity, service->network, set, error))
		return false;
	struct broken_mail *mails = (struct broken_mail *)(void *)set->records;
	size_t left = 0;
	for (size_t i = 0; i < set->count; i++) {
		if (all || mails[i].status.value == BROKEN_OPEN)
			mails[left++] = mails[i];
		else
			record_finish(&broken_mail_entity, &mails[i]);
	}
	set->count = left;
	return true;
}

bool service_broken_dismiss(struct service *service, int64_t id, struct error *error)
{
	struct broken_mail *mail = record_create(&broken_mail_entity);
	bool ok = store_get(service->store, &broken_mail_entity, id, mail, error);
	if (ok && mail->status.value != BROKEN_OPEN)
		ok = error_set(error, ERROR_REFUSED,
			_("Broken mail no. %lld has been looked at already."), (long long)id);
	if (ok) {
		char *title = xasprintf(_("Broken mail no. %lld: looked at"), (long long)id);
		number_set(&mail->status, BROKEN_DISMISSED);
		ok = service_save(service, &broken_mail_entity, mail, title, error);
		free(title);
	}
	record_destroy(&broken_mail_entity, mail);
	return ok;
}

char *service_broken_text(
	struct service *service, const struct broken_mail *mail, struct error *error)
{
	char *path = attachment_path(store_path(service->store), mail->file);
	char *bytes = xcalloc(SHOWN_MAX + 1, 1);
	FILE *file = path ? fopen(path, "re") : NULL;
	size_t length = file ? fread(bytes, 1, SHOWN_MAX, file) : 0;
	char *stored = text_stored(bytes, length);
	char *text = file ? text_safe(stored, TEXT_MANY_LINES) : NULL;
	if (file)
		fclose(file);
	else
		error_set(error, ERROR_NO_INPUT,
			_("The file %s of an attachment or of a broken mail is missing."),
			mail->file);
	free(stored);
	free(bytes);
	free(path);
	return text;
}
