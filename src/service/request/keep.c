/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/keep.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/attachmentfile.h"
#include "model/brokenmail.h"
#include "model/message.h"
#include "model/personalnumber.h"
#include "service/private.h"
#include "store/intake.h"

/* Bytes that are looked at at a time, and of them those that may go with the next: the beginning
 * of a number. */
#define BLOCK 65536
#define NUMBER_MAX 64

struct keeping {
	struct attachment_file *file;
	size_t size;
	size_t masked;
};

static bool put(struct keeping *keeping, const char *bytes, size_t length, struct error *error)
{
	keeping->size += length;
	return attachment_file_add(keeping->file, bytes, length, error);
}

/* Text between two NULs. */
static bool put_masked(
	struct keeping *keeping, const char *bytes, size_t length, struct error *error)
{
	size_t count;
	char *text = xstrndup(bytes, length);
	if (!text_has_personal_number(text)) {
		free(text);
		return put(keeping, bytes, length, error);
	}
	char *masked = personal_number_mask(text, &count);
	keeping->masked += count;
	bool ok = put(keeping, masked, strlen(masked), error);
	free(masked);
	free(text);
	return ok;
}

static bool put_block(
	struct keeping *keeping, const char *bytes, size_t length, struct error *error)
{
	while (length) {
		const char *nul = memchr(bytes, '\0', length);
		size_t text = nul ? (size_t)(nul - bytes) : length;
		size_t nuls = 0;
		while (text + nuls < length && !bytes[text + nuls])
			nuls++;
		if ((text && !put_masked(keeping, bytes, text, error)) ||
			(nuls && !put(keeping, bytes + text, nuls, error)))
			return false;
		bytes += text + nuls;
		length -= text + nuls;
	}
	return true;
}

static bool is_of_number(char byte)
{
	return (byte >= '0' && byte <= '9') || byte == '-' || byte == '+';
}

/* How much of it can go: a number that may go on in the next bytes waits for them. */
static size_t before_number(const char *bytes, size_t length)
{
	size_t kept = 0;
	while (kept < length && kept < NUMBER_MAX && is_of_number(bytes[length - 1 - kept]))
		kept++;
	return kept == NUMBER_MAX ? length : length - kept;
}

/* The next bytes of an order: first those in memory, then the rest. */
struct reading {
	const struct keep_order *order;
	size_t at;
};

static size_t next_bytes(struct reading *reading, char *bytes, size_t size)
{
	const struct keep_order *order = reading->order;
	size_t left = order->length - reading->at;
	size_t count = left < size ? left : size;
	if (count) {
		memcpy(bytes, order->bytes + reading->at, count);
		reading->at += count;
		return count;
	}
	return order->rest ? order->rest(order->context, bytes, size) : 0;
}

static bool put_all(struct keeping *keeping, const struct keep_order *order, struct error *error)
{
	struct reading reading = {.order = order};
	char *block = xcalloc(BLOCK, 1);
	size_t held = 0, count;
	bool ok = true;
	while (ok && (count = next_bytes(&reading, block + held, BLOCK - held))) {
		size_t length = held + count;
		size_t ready = order->masked ? before_number(block, length) : length;
		ok = order->masked ? put_block(keeping, block, ready, error)
				   : put(keeping, block, ready, error);
		held = length - ready;
		memmove(block, block + ready, held);
	}
	ok = ok && (!held || put_block(keeping, block, held, error));
	free(block);
	return ok;
}

bool service_keep_bytes(struct service *service, const struct keep_order *order, struct kept *kept,
	struct error *error)
{
	struct keeping keeping = {.file = attachment_file_begin(store_path(service->store), error)};
	if (!keeping.file)
		return false;
	if (!put_all(&keeping, order, error)) {
		attachment_file_discard(keeping.file);
		return false;
	}
	service->masked += keeping.masked;
	kept->size = keeping.size;
	return attachment_file_end(keeping.file, kept->name, error);
}

/* ---- removing ---- */

static bool file_of(struct service *service, const struct erase_item *item, struct word_list *files,
	struct error *error)
{
	void *record = record_create(item->entity);
	bool ok = store_get(service->store, item->entity, item->id, record, error);
	if (ok)
		word_list_add(files, item->entity == &attachment_entity
					     ? ((struct attachment *)record)->file
					     : ((struct broken_mail *)record)->file);
	record_destroy(item->entity, record);
	return ok;
}

bool service_files_of(struct service *service, const struct erase_set *set, struct word_list *files,
	struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < set->count; i++) {
		const struct erase_item *item = &set->items[i];
		if (!item->detach && !item->is_gone &&
			(item->entity == &attachment_entity || item->entity == &broken_mail_entity))
			ok = file_of(service, item, files, error);
	}
	return ok;
}

bool service_remove_files(
	struct service *service, const struct word_list *files, struct error *error)
{
	if (!files->count)
		return true;
	bool ok = service_begin(service, _("Attachments removed"), true, error), refers = true;
	if (!ok)
		return false;
	for (size_t i = 0; ok && i < files->count; i++) {
		ok = store_refers_to_file(service->store, files->words[i], &refers, error) &&
		     (refers || attachment_file_remove(
					store_path(service->store), files->words[i], error));
	}
	return service_end(service, ok, error);
}

/* ---- checking ---- */

struct looking {
	struct service *service;
	struct findings *findings;
	size_t unknown;
};

static bool look_for(void *context, const char *file, struct error *error)
{
	struct looking *looking = context;
	(void)error;
	if (!attachment_file_exists(store_path(looking->service->store), file))
		findings_add(looking->findings, "attachments",
			xasprintf(_("The file %s of an attachment or of a broken mail is missing."),
				file));
	return true;
}

static bool look_at(void *context, const char *name, struct error *error)
{
	struct looking *looking = context;
	bool refers = false;
	if (!store_refers_to_file(looking->service->store, name, &refers, error))
		return false;
	looking->unknown += !refers;
	return true;
}

bool service_check_files(struct service *service, struct findings *findings, struct error *error)
{
	const char *database = store_path(service->store);
	struct looking looking = {.service = service, .findings = findings};
	if (!store_walk_files(service->store, look_for, &looking, error) ||
		!attachment_folder_walk(database, look_at, &looking, error))
		return false;
	if (looking.unknown) {
		char *folder = attachment_folder(database);
		findings_note(findings, "attachments",
			xasprintf(PLURAL_("%zu file in the folder %s belongs to no mail of this "
					  "database.",
					  "%zu files in the folder %s belong to no mail of this "
					  "database.",
					  looking.unknown),
				looking.unknown, folder));
		free(folder);
	}
	return true;
}
