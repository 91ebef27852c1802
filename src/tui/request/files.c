/* SPDX-License-Identifier: GPL-3.0-or-later */
/* x: the case as a file for the registry. d: a copy of what came with it. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/file.h"
#include "service/request/casefile.h"
#include "service/request/filed.h"
#include "service/request/thread.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/filesheet.h"
#include "tui/folder.h"
#include "tui/request/request.h"

static int64_t *one(int64_t id)
{
	int64_t *copy = xcalloc(1, sizeof(*copy));
	*copy = id;
	return copy;
}

static void remember_folder(struct dashboard *dashboard, const char *text)
{
	free(dashboard->export_folder);
	dashboard->export_folder = xstrdup(text);
}

/* ---- a file that came with it ---- */

static bool folder_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const int64_t *attachment = context;
	char *folder = folder_expand(*text ? text : "."), *path;
	bool ok = service_attachment_save(dashboard->service, *attachment, folder, &path, error);
	if (ok) {
		char *shown = folder_shorten(path);
		remember_folder(dashboard, text);
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(_("Copied to %s. It has not been opened: look out."), shown));
		*effects = EFFECT_DRAW;
		free(shown);
	}
	free(path);
	free(folder);
	return ok;
}

unsigned request_save_attachment(struct dashboard *dashboard, int64_t attachment)
{
	char *folder = dashboard->export_folder ? xstrdup(dashboard->export_folder) : folder_own();
	struct prompt prompt = {.title = _("Copy the file"),
		.label = _("Folder"),
		.text = folder,
		.help = _("It is copied as it came and never opened here."),
		.done = folder_given,
		.context = one(attachment),
		.free_context = free};
	prompt_open(dashboard, &prompt);
	free(folder);
	return EFFECT_DRAW;
}

static unsigned attachment_chosen(struct dashboard *dashboard, int id, void *context)
{
	(void)context;
	return request_save_attachment(dashboard, id);
}

static void offer_files(struct picker *picker, const struct thread *thread)
{
	for (size_t i = 0; i < thread->count; i++) {
		const struct thread_entry *entry = &thread->entries[i];
		for (size_t j = 0; j < entry->attachment_count; j++) {
			const struct attachment *attachment = &entry->attachments[j];
			struct picker_item *item = picker_item_add(&picker->items, &picker->count);
			item->text = text_safe(attachment->name, TEXT_ONE_LINE);
			item->note = attachment_size_text(attachment->size.value);
			item->value = (int)attachment->record.id;
		}
	}
}

unsigned request_attachments(struct dashboard *dashboard)
{
	struct thread thread = {0};
	struct error error = {0};
	struct picker picker = {.title = _("Copy which file?"), .chosen = attachment_chosen};
	int64_t id = list_selected_id(&dashboard_focused(dashboard)->list);
	if (!service_thread_read(dashboard->service, id, &thread, &error))
		return dashboard_complain(dashboard, &error);
	offer_files(&picker, &thread);
	thread_finish(&thread);
	if (picker.count)
		picker_open(dashboard, &picker);
	else
		dashboard_say(dashboard, ROLE_DIM, xstrdup(_("No file came with it.")));
	return EFFECT_DRAW;
}

/* ---- the case ---- */

struct case_plan {
	int64_t request;
	char *purpose; /* NULL: what is sealed stays out */
	char *path;
};

static void plan_free(void *context)
{
	struct case_plan *plan = context;
	free(plan->purpose);
	free(plan->path);
	free(plan);
}

static struct case_plan *plan_create(int64_t request, const char *purpose, const char *path)
{
	struct case_plan *plan = xcalloc(1, sizeof(*plan));
	*plan = (struct case_plan){request, xstrdup(purpose), xstrdup(path)};
	return plan;
}

static struct case_order order_of(const struct case_plan *plan)
{
	return (struct case_order){.request = plan->request,
		.out = plan->path,
		.personal = plan->purpose != NULL,
		.purpose = plan->purpose};
}

/* The folder that was named is made when it is not there. */
static bool make_folder(const char *path, struct error *error)
{
	char *folder = xstrndup(path, (size_t)(strrchr(path, '/') - path));
	bool ok = !*folder || file_make_folder(folder, error);
	free(folder);
	return ok;
}

static unsigned write_agreed(struct dashboard *dashboard, void *context)
{
	struct case_order order = order_of(context);
	struct case_file file;
	struct error error = {0};
	if (!make_folder(order.out, &error) ||
		!service_case_export(dashboard->service, &order, &file, &error))
		return dashboard_complain(dashboard, &error);
	char *shown = folder_shorten(order.out);
	dashboard_say(dashboard, ROLE_GOOD, xasprintf(_("Wrote %s."), shown));
	free(shown);
	case_file_finish(&file);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static bool case_folder_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct case_plan *asked = context;
	char *folder = folder_expand(*text ? text : ".");
	char *path = xasprintf(_("%s/request-%lld.txt"), folder, (long long)asked->request);
	struct case_plan *plan = plan_create(asked->request, asked->purpose, path);
	struct case_order order = order_of(plan);
	struct case_file file;
	bool ok = service_case_text(dashboard->service, &order, &file, error);
	if (ok) {
		struct reader reader = {.title = _("Write this file?"),
			.agreed = write_agreed,
			.context = plan,
			.free_context = plan_free};
		char *shown = folder_shorten(path);
		sheet_pair(&reader.sheet, _("File"), ROLE_TEXT, shown);
		sheet_pair(&reader.sheet, _("Personal data"),
			file.personal ? ROLE_WARNING : ROLE_TEXT,
			file.personal ? _("yes") : _("no"));
		filesheet_lines(&reader.sheet, file.text);
		remember_folder(dashboard, text);
		reader_open(dashboard, &reader);
		*effects = EFFECT_DRAW;
		free(shown);
		case_file_finish(&file);
	} else {
		plan_free(plan);
	}
	free(path);
	free(folder);
	return ok;
}

static unsigned ask_folder(struct dashboard *dashboard, int64_t id, const char *purpose)
{
	filesheet_ask_folder(dashboard, _("Export the case"), case_folder_given,
		plan_create(id, purpose, NULL), plan_free);
	return EFFECT_DRAW;
}

static bool purpose_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const int64_t *id = context;
	(void)error;
	*effects = ask_folder(dashboard, *id, text_is_blank(text) ? NULL : text);
	return true;
}

unsigned request_export(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	const struct request *request = pane_selected(pane);
	if (!request_entity.is_protected(request))
		return ask_folder(dashboard, request->record.id, NULL);
	struct prompt prompt = {.title = _("Export the case"),
		.label = _("Purpose"),
		.help = _("It is sensitive or protected: with a purpose, which is logged, its "
			  "words are in the file; without one they are not."),
		.done = purpose_given,
		.context = one(request->record.id),
		.free_context = free};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}
