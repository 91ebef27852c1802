/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TRAFFPUNKT_STORE_TAGGING_H
#define TRAFFPUNKT_STORE_TAGGING_H

#include "model/tags.h"
#include "store/store.h"

/* The tags of a network's participants; finish it. */
bool store_tags(struct store *store, int64_t network, struct tag_set *tags, struct error *error);

#endif
