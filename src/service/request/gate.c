/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/gate.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/private.h"
#include "service/request/lint.h"

/* What is said of the words of a letter. */
struct objections {
	char *told; /* owned; NULL: nothing blocks */
	bool is_final;
};

static struct lint_about about_of(const struct draft *draft)
{
	return (struct lint_about){.request = draft->request.known ? draft->request.value : 0,
		.participant = draft->participant.known ? draft->participant.value : 0,
		.address = draft->address};
}

/* Takes `sentence`. */
static void add(struct objections *objections, char *sentence)
{
	char *former = objections->told;
	if (!former) {
		objections->told = sentence;
		return;
	}
	objections->told = xasprintf("%s %s", former, sentence);
	free(former);
	free(sentence);
}

static bool look(struct service *service, const struct draft *draft, const char *text,
	bool is_subject, struct objections *objections, struct error *error)
{
	struct lint_about about = about_of(draft);
	struct lint_result result;
	if (text_is_blank(text))
		return true;
	if (!service_lint(service, &about, text, &result, error))
		return false;
	if (result.blocks) {
		char *told = lint_told(text, &result);
		/* TRANSLATORS: whole sentences that say what is wrong with it follow */
		add(objections, is_subject ? xasprintf(_("Subject: %s"), told) : xstrdup(told));
		free(told);
		objections->is_final |= !lint_may_be_allowed(&result);
	}
	lint_result_finish(&result);
	return true;
}

static bool read_letter(struct service *service, const struct draft *draft,
	struct objections *objections, struct error *error)
{
	*objections = (struct objections){0};
	if (look(service, draft, draft->subject, true, objections, error) &&
		look(service, draft, draft->body, false, objections, error))
		return true;
	free(objections->told);
	return false;
}

/* Of exactly what somebody has allowed. */
static void digest_letter(const struct draft *draft, char out[DIGEST_HEX_SIZE])
{
	char *whole = xasprintf("%s\n%s\n%s", draft->address ? draft->address : "",
		draft->subject ? draft->subject : "", draft->body ? draft->body : "");
	digest_sha256(whole, strlen(whole), out);
	free(whole);
}

static bool is_allowed(const struct draft *draft)
{
	char digest[DIGEST_HEX_SIZE];
	if (!draft->allowed_digest)
		return false;
	digest_letter(draft, digest);
	return !strcmp(draft->allowed_digest, digest);
}

bool service_letter_check(struct service *service, const struct draft *draft, struct error *error)
{
	struct objections objections;
	if (!read_letter(service, draft, &objections, error))
		return false;
	bool ok = !objections.told || (!objections.is_final && is_allowed(draft));
	if (!ok)
		error_set(error, ERROR_REFUSED, "%s", objections.told);
	free(objections.told);
	return ok;
}

static bool check_allowing(const struct draft *draft, const struct objections *objections,
	const char *reason, struct error *error)
{
	if (draft->kind.value != DRAFT_MAIL || draft->status.value != DRAFT_WAITING)
		return error_set(error, ERROR_REFUSED, _("Only a letter that waits can go."));
	if (!objections->told)
		return error_set(error, ERROR_REFUSED, _("Nothing objects to this letter."));
	if (objections->is_final)
		return error_set(error, ERROR_REFUSED,
			_("This cannot be let through, the words must be changed: %s"),
			objections->told);
	return !text_is_blank(reason) ||
	       error_set(error, ERROR_REFUSED, _("Letting it go needs a reason."));
}

static bool save_allowed(
	struct service *service, struct draft *draft, const char *reason, struct error *error)
{
	char digest[DIGEST_HEX_SIZE];
	digest_letter(draft, digest);
	free(draft->allowed_because);
	free(draft->allowed_digest);
	free(draft->failure);
	draft->allowed_because = text_stored(reason, strlen(reason));
	draft->allowed_digest = xstrdup(digest);
	draft->failure = NULL;
	char *name = draft_entity.title(draft);
	/* TRANSLATORS: of the history: which letter, and why it may go as it is */
	char *title = xasprintf(_("%s goes all the same: %s"), name, reason);
	bool ok = service_save(service, &draft_entity, draft, title, error);
	free(title);
	free(name);
	return ok;
}

bool service_letter_allow(
	struct service *service, int64_t id, const char *reason, struct error *error)
{
	struct draft *draft = record_create(&draft_entity);
	struct objections objections = {0};
	bool ok = store_get(service->store, &draft_entity, id, draft, error) &&
		  read_letter(service, draft, &objections, error) &&
		  check_allowing(draft, &objections, reason, error) &&
		  save_allowed(service, draft, reason, error);
	free(objections.told);
	record_destroy(&draft_entity, draft);
	return ok;
}
