/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/filed.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/attachmentfile.h"
#include "exchange/file.h"
#include "store/intake.h"

enum {
	NAME_LIMIT = 120,             /* bytes */
	FILE_LIMIT = 64 * 1024 * 1024 /* bytes: no mail that is taken in has more */
};

static bool is_plain(uint32_t code)
{
	return code > ' ' && code != 0x7f && !strchr("/\\:*?\"<>|", code < 0x80 ? (int)code : 'a');
}

/* The text is safe already; what a file system or a shell reads in its own way becomes "_". */
char *attachment_file_name(const struct attachment *attachment)
{
	char *safe = text_safe(attachment->name, TEXT_ONE_LINE);
	const char *start = strrchr(safe, '/') ? strrchr(safe, '/') + 1 : safe;
	if (strrchr(start, '\\'))
		start = strrchr(start, '\\') + 1;
	while (*start == '.' || *start == ' ' || *start == '-')
		start++;
	struct buffer name = {0};
	while (*start && name.length < NAME_LIMIT) {
		char letter[4];
		uint32_t code = text_next(&start, NULL);
		if (is_plain(code))
			buffer_append_bytes(&name, letter, text_encode(letter, code));
		else
			buffer_append_char(&name, '_');
	}
	if (!name.length)
		buffer_printf(&name, _("attachment-%lld"), (long long)attachment->record.id);
	free(safe);
	return buffer_take(&name);
}

char *attachment_size_text(int64_t size)
{
	if (size >= 1024 * 1024)
		return xasprintf(_("%.1f MB"), (double)size / (1024 * 1024));
	if (size >= 1024)
		return xasprintf(_("%lld kB"), (long long)(size / 1024));
	return xasprintf(PLURAL_("%lld byte", "%lld bytes", size), (long long)size);
}

/* Beside the database. */
static char *kept_path(
	struct service *service, const struct attachment *attachment, struct error *error)
{
	const char *file = attachment->file ? attachment->file : "";
	char *path = attachment_path(store_path(service->store), file);
	if (!path)
		error_set(error, ERROR_DATA, _("Attachment no. %lld was not kept as a file."),
			(long long)attachment->record.id);
	return path;
}

bool service_attachment_save(
	struct service *service, int64_t id, const char *folder, char **path, struct error *error)
{
	struct attachment attachment = {0};
	size_t length = 0;
	char *kept = NULL, *bytes = NULL;
	*path = NULL;
	bool ok = store_get(service->store, &attachment_entity, id, &attachment, error) &&
		  (kept = kept_path(service, &attachment, error)) != NULL &&
		  (bytes = file_read(kept, FILE_LIMIT, &length, error)) != NULL;
	if (ok) {
		char *name = attachment_file_name(&attachment);
		*path = xasprintf("%s/%s", folder, name);
		ok = file_make_folder(folder, error) &&
		     file_write(*path, bytes, length, false, NULL, NULL, error);
		free(name);
	}
	if (!ok) {
		free(*path);
		*path = NULL;
	}
	free(bytes);
	free(kept);
	record_finish(&attachment_entity, &attachment);
	return ok;
}

static bool count_file(void *context, const char *file, struct error *error)
{
	(void)file;
	(void)error;
	++*(size_t *)context;
	return true;
}

bool service_attachments_aside(
	struct service *service, size_t *count, char **folder, struct error *error)
{
	*count = 0;
	*folder = attachment_folder(store_path(service->store));
	if (store_walk_files(service->store, count_file, count, error))
		return true;
	free(*folder);
	*folder = NULL;
	return false;
}
