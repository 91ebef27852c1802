/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is about to send: how many letters, to how many. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/draft.h"
#include "service/outbox.h"

static int compare_addresses(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Takes the addresses over. */
static size_t count_different(char **addresses, size_t count)
{
	size_t different = 0;
	qsort(addresses, count, sizeof(*addresses), compare_addresses);
	for (size_t i = 0; i < count; i++)
		different += !i || strcmp(addresses[i - 1], addresses[i]) != 0;
	for (size_t i = 0; i < count; i++)
		free(addresses[i]);
	free(addresses);
	return different;
}

static void count_draft(struct outbox_numbers *numbers, const struct draft *draft, char **addresses)
{
	if (draft->kind.value == DRAFT_TASK) {
		numbers->tasks++;
	} else if (draft->status.value == DRAFT_SENDING) {
		numbers->doubts++;
	} else if (draft->status.value == DRAFT_WAITING) {
		addresses[numbers->letter_count] = xstrdup(draft->address ? draft->address : "");
		numbers->letters[numbers->letter_count++] = draft->record.id;
	}
}

bool service_outbox_count(struct service *service, const int64_t *ids, size_t count,
	struct outbox_numbers *numbers, struct error *error)
{
	char **addresses = xcalloc(count + 1, sizeof(*addresses));
	bool ok = true;
	*numbers = (struct outbox_numbers){.letters = xcalloc(count + 1, sizeof(int64_t))};
	for (size_t i = 0; ok && i < count; i++) {
		struct draft draft = {0};
		ok = store_get(service->store, &draft_entity, ids[i], &draft, error);
		if (ok)
			count_draft(numbers, &draft, addresses);
		record_finish(&draft_entity, &draft);
	}
	numbers->recipients = count_different(addresses, numbers->letter_count);
	return ok;
}

void outbox_numbers_finish(struct outbox_numbers *numbers)
{
	free(numbers->letters);
	*numbers = (struct outbox_numbers){0};
}
